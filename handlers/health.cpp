// For whoever watches the service: is it alive, can it keep a promise.
#include "handlers/doors.hpp"
#include "service/library.hpp"

namespace agri110::handlers {

awaitable<Response> show_health(Call)
{
    auto alive = answer(200, R"({"status":"alive"})");
    alive.logged = false;
    co_return alive;
}

awaitable<Response> show_readiness(Call call)
{
    auto proven = co_await call.app.db.write(service::prove_durable, call.context.now);
    if (!proven) co_return problem(call, proven.error());
    co_return answer(200, R"({"status":"ready"})");
}

}  // namespace agri110::handlers
