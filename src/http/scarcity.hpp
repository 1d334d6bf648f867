// Failures that pass by themselves or when somebody helps: no memory, no descriptors, no room on the disk.
#pragma once

#include <exception>
#include <optional>
#include <system_error>

#include "http/head.hpp"

namespace agri110::http {

/// No room, no inodes or no quota left.
bool is_disk_full(const std::system_error& error);
/// 507 for a full disk, 503 for want of memory or descriptors; nothing for any other failure.
std::optional<Rejection> scarcity(const std::exception& error);

}  // namespace agri110::http
