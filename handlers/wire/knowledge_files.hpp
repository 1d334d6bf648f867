// Knowledge files in and out of JSON, for administrators.
#pragma once

#include "handlers/wire/fields.hpp"
#include "http/problem.hpp"
#include "service/knowledge_editing.hpp"
#include "service/once.hpp"

namespace agri110::handlers::wire {

/// {path, content}
service::KnowledgeEdit read_knowledge_preview(Fields& fields);
/// {path, content, note?}
service::KnowledgeEdit read_knowledge_edit(Fields& fields);

service::Reply write_knowledge_heads(const service::Context& context, const std::vector<storage::KnowledgeHead>& heads);
/// With its version.
service::Reply write_knowledge_file(const service::Context& context, const service::KnowledgeFileView& view);
service::Reply write_preview_of(const service::CheckedEdit& checked);
/// 201 {path, version}
service::Reply write_stored_edit(const std::string& path, std::int64_t version);
/// Every fault as an error of the field "file:line".
http::Problem write_faults(const service::Context& context, const std::vector<KnowledgeFault>& faults);

}  // namespace agri110::handlers::wire
