// The crop tree and the word lists as they are shipped in knowledge/.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "knowledge/knowledge.hpp"
#include "triage/understand.hpp"

namespace agri110::triage {

inline const Knowledge& knowledge_on_disk()
{
    static const auto knowledge = read_knowledge(knowledge_files_of(AGRI110_SOURCE "/knowledge")).value();
    return *knowledge;
}

/// What the service understands, with the knowledge it is shipped with.
inline Understanding understood(std::string_view text, std::string_view chosen_crop = "")
{
    static const Matcher matcher{knowledge_on_disk().crops, knowledge_on_disk().lexicon};
    return understand(matcher, text, chosen_crop);
}

}  // namespace agri110::triage
