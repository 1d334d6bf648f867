#include "text/json_writer.hpp"

#include <fmt/format.h>

#include "text/json_string.hpp"

namespace agri110::text {

JsonWriter& JsonWriter::key(std::string_view name)
{
    value(name);
    json_ += ':';
    follows_another_ = false;
    return *this;
}

void JsonWriter::value(std::string_view text)
{
    separate();
    append_json_string(json_, text);
}

void JsonWriter::value(double number)
{
    literal(fmt::format("{}", number));
}

void JsonWriter::value(const std::vector<std::string>& texts)
{
    begin_list();
    for (const auto& text : texts) value(text);
    end_list();
}

void JsonWriter::open(char bracket)
{
    separate();
    json_ += bracket;
    follows_another_ = false;
}

void JsonWriter::close(char bracket)
{
    json_ += bracket;
    follows_another_ = true;
}

void JsonWriter::literal(std::string_view token)
{
    separate();
    json_ += token;
}

void JsonWriter::separate()
{
    if (follows_another_) json_ += ',';
    follows_another_ = true;
}

}  // namespace agri110::text
