// Idempotent requests: the first answer under a key is kept with the work it belongs to, and given again for the same
// request, also after a restart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "domain/outcome.hpp"
#include "service/throttle.hpp"
#include "storage/kept_replies.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// What is sent back: made inside the transaction, so that it can be kept with the work.
struct Reply {
    int status = 200;
    std::string body{};
    std::optional<std::int64_t>
        version{};  // of the resource, for its ETag; not kept: a repetition shows the first answer
};

/// Which request this is. An empty key: the request is not idempotent.
struct Idempotency {
    std::string key{};      // caller, route and Idempotency-Key together
    std::string request{};  // the body, whose hash tells a repetition from a mistake
};

/// Runs `use_case` unless the key has an answer already; refuses `idempotency.reused` (409) when that answer belongs to
/// another request. `render` turns the value into the reply that is kept.
template <auto use_case, auto render, class... Args>
Outcome<Reply> once(storage::Transaction& tx, const Idempotency& request, const Context& context, const Args&... args)
{
    const auto key = short_hash_of(request.key);
    const auto request_hash = short_hash_of(request.request);
    if (!request.key.empty()) {
        if (auto kept = storage::find_kept_reply(tx, key)) {
            if (kept->request_hash != request_hash) return refuse(Fault::conflict, "idempotency.reused");
            return Reply{kept->status, std::move(kept->body)};
        }
    }
    auto outcome = use_case(tx, context, args...);
    if (!outcome) return std::unexpected(outcome.error());
    Reply reply = render(context, *outcome);
    if (!request.key.empty())
        storage::insert_kept_reply(tx, key, {request_hash, reply.status, reply.body}, context.now);
    return reply;
}

}  // namespace agri110::service
