#include "http/scarcity.hpp"

#include <cerrno>
#include <new>

namespace agri110::http {

bool is_disk_full(const std::system_error& error)
{
    const auto& code = error.code();
    return code == std::errc::no_space_on_device || code == std::error_code{EDQUOT, std::generic_category()};
}

std::optional<Rejection> scarcity(const std::exception& error)
{
    if (dynamic_cast<const std::bad_alloc*>(&error)) return Rejection{503, "http.overloaded"};
    const auto* failure = dynamic_cast<const std::system_error*>(&error);
    if (!failure) return std::nullopt;
    if (is_disk_full(*failure)) return Rejection{507, "http.disk_full"};
    for (const auto code : {std::errc::too_many_files_open, std::errc::too_many_files_open_in_system,
                            std::errc::not_enough_memory, std::errc::resource_unavailable_try_again})
        if (failure->code() == code) return Rejection{503, "http.overloaded"};
    return std::nullopt;
}

}  // namespace agri110::http
