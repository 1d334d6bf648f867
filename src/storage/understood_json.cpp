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
                      {"urgency_words", understood.urgency_words},
                      {"alert", name_of(understood.alert)},
                      {"alert_words", understood.alert_words},
                      {"sure", understood.sure}};
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
        // Older reports were understood before there were alerts.
        understood.alert = alert_of(all.value("alert", "none")).value();
        understood.alert_words = all.value("alert_words", std::vector<std::string>{});
        understood.sure = all.value("sure", false);
        return understood;
    } catch (const std::exception& error) {
        throw StorageError(std::string("report.understood is damaged: ") + error.what());
    }
}

std::string write_answers(const std::vector<Answer>& answers)
{
    json all = json::array();
    for (const auto& a : answers)
        all.push_back({{"id", a.id}, {"value", a.value}, {"question", a.question}, {"answer", a.answer}});
    return all.dump();
}

std::vector<Answer> read_answers(const std::string& text)
{
    try {
        std::vector<Answer> answers;
        for (const auto& a : json::parse(text))
            answers.push_back({a.at("id"), a.at("value"), a.at("question"), a.at("answer")});
        return answers;
    } catch (const std::exception& error) {
        throw StorageError(std::string("report.answers is damaged: ") + error.what());
    }
}

}  // namespace agri110::storage
