#include "handlers/wire/session.hpp"

#include "handlers/wire/values.hpp"

namespace agri110::handlers::wire {
namespace {

constexpr Length password_length{8, 128};

}  // namespace

service::Credentials read_credentials(Fields& fields)
{
    return {fields.phone("phone"), fields.secret("password", {1, password_length.most})};
}

service::PasswordChange read_password_change(Fields& fields)
{
    return {fields.phone("phone"), fields.text("code", {6, 6}), fields.secret("password", password_length)};
}

service::Reply write_session(const service::Context& context, const service::SessionView& session)
{
    const auto& actor = session.actor;
    json teams = json::array();
    for (const auto& team : session.teams)
        teams.push_back({{"id", std::to_string(team.id.value)}, {"name", team.name}, {"leader", team.leader}});
    const json all{
        {"account",
         {{"id", std::to_string(actor.account.value)},
          {"name", actor.name},
          {"role", name_of(actor.role)},
          {"commissioner", actor.commissioner ? json(std::to_string(actor.commissioner.value)) : json(nullptr)}}},
        {"scope", write_place(context.knowledge(), actor.region)},
        {"teams", teams},
        {"expires_at", write_time(session.expires_at)}};
    return {200, all.dump()};
}

}  // namespace agri110::handlers::wire
