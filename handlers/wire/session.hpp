// Sessions in and out of JSON.
#pragma once

#include "handlers/wire/fields.hpp"
#include "service/once.hpp"
#include "service/sessions.hpp"

namespace agri110::handlers::wire {

service::Credentials read_credentials(Fields& fields);
/// `password_hash` holds the password itself until the door has hashed it.
service::PasswordChange read_password_change(Fields& fields);
service::Reply write_session(const service::Context& context, const service::SessionView& session);

}  // namespace agri110::handlers::wire
