// Six digits sent to a phone prove that whoever types them holds it. Ten minutes, five tries, once.
#pragma once

#include <string>

#include "service/context.hpp"
#include "storage/transaction.hpp"

namespace agri110::service {

/// A new code; an older one for the same phone is void from now on.
std::string make_phone_code(storage::Transaction& tx, const Context& context, const std::string& phone);
/// True once for the right code; every wrong try is counted.
bool use_phone_code(storage::Transaction& tx, const Context& context, const std::string& phone,
                    const std::string& code);

}  // namespace agri110::service
