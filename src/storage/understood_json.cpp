#include "storage/understood_json.hpp"

#include <nlohmann/json.hpp>

#include "storage/transaction.hpp"

namespace agri110::storage {

using nlohmann::json;

std::string write_understood(const Understanding& understood)
{
    json crops = json::array();
    for (const auto& candidate : understood.crops)
        crops.push_back({{"crop", candidate.crop}, {"confidence", candidate.confidence}, {"words", candidate.words}});
    const json all = {{"crops", crops},
                      {"kind", name_of(understood.kind)},
                      {"kind_words", understood.kind_words},
                      {"urgency", name_of(understood.urgency)},
                      {"urgency_words", understood.urgency_words}};
    return all.dump();
}

Understanding read_understood(const std::string& text)
{
    try {
        const auto all = json::parse(text);
        Understanding understood;
        for (const auto& candidate : all.at("crops"))
            understood.crops.push_back({candidate.at("crop"), candidate.at("confidence"), candidate.at("words")});
        understood.kind = problem_kind_of(all.at("kind").get<std::string>()).value();
        understood.kind_words = all.at("kind_words");
        understood.urgency = urgency_of(all.at("urgency").get<std::string>()).value();
        understood.urgency_words = all.at("urgency_words");
        return understood;
    } catch (const std::exception& error) {
        throw StorageError(std::string("report.understood is damaged: ") + error.what());
    }
}

}  // namespace agri110::storage
