// Cases as everybody sees them, and what helped.
#pragma once

#include <string>

#include "handlers/wire/fields.hpp"
#include "service/documents.hpp"
#include "service/once.hpp"
#include "service/search_knowledge.hpp"
#include "service/solved_cases.hpp"

namespace agri110::handlers::wire {

/// {type, id}
storage::DocumentName read_document_name(Fields& fields);
/// {type, id, county?}
service::Helped read_helped(Fields& fields);
/// 201 {helped}
service::Reply write_helped(const service::Context& context, int helped);
/// Search rows, each with the advice to insert.
service::Reply write_suggestions(const service::Context& context, const std::vector<service::FoundDocument>& found);
service::Reply write_public_case(const service::Context& context, const service::PublicCase& shown);

/// Plain text as HTML: a paragraph a line, nothing of it taken as markup.
std::string write_paragraphs(std::string_view plain);

}  // namespace agri110::handlers::wire
