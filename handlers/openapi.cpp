// The API described by its own route table, so that the description can never lag behind.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "handlers/doors.hpp"

namespace agri110::handlers {
namespace {

using nlohmann::json;

std::string method_name(Method method)
{
    std::string name(to_text(method));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return name;
}

json path_parameters(std::string_view path)
{
    json parameters = json::array();
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        const auto close = path.find('}', open);
        parameters.push_back({{"name", path.substr(open + 1, close - open - 1)},
                              {"in", "path"},
                              {"required", true},
                              {"schema", {{"type", "string"}}}});
    }
    return parameters;
}

json operation_of(const Route& route)
{
    const bool by_account = route.access != Access::anyone && route.access != Access::reporter;
    json operation{
        {"summary", route.summary},
        {"parameters", path_parameters(route.path)},
        {"responses",
         {{"2XX", {{"description", "done"}}},
          {"default",
           {{"description", "a problem, RFC 9457"},
            {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}}};
    if (by_account) operation["security"] = json::array({{{"session", json::array()}}});
    if (route.method == Method::post)
        operation["parameters"].push_back(
            {{"name", "Idempotency-Key"}, {"in", "header"}, {"schema", {{"type", "string"}, {"maxLength", 255}}}});
    return operation;
}

std::string write_openapi()
{
    json paths = json::object();
    for (const auto& route : all_routes())
        paths[std::string(route.path)][method_name(route.method)] = operation_of(route);
    const json text{{"type", "string"}};
    const json problem{{"type", "object"},
                       {"required", {"type", "status", "code", "title"}},
                       {"properties",
                        {{"type", text},
                         {"status", {{"type", "integer"}}},
                         {"code", text},
                         {"title", text},
                         {"request_id", text},
                         {"errors", {{"type", "array"}}}}}};
    return json{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "agri110"}, {"version", "0.1.0"}, {"description", "Bodies are described in web/api/types.ts."}}},
        {"paths", paths},
        {"components",
         {{"schemas", {{"Problem", problem}}},
          {"securitySchemes", {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-session"}}}}}}}}
        .dump();
}

}  // namespace

awaitable<Response> show_openapi(Call)
{
    static const std::string document = write_openapi();
    co_return answer(200, document);
}

}  // namespace agri110::handlers
