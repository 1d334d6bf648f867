// gzip and brotli at their strongest, for files compressed once and sent often.
#pragma once

#include <string>
#include <string_view>

namespace agri110::http {

/// A gzip member at level 9. Throws std::runtime_error when zlib fails.
std::string gzip(std::string_view bytes);
/// Brotli at quality 11. Throws std::runtime_error when the encoder fails.
std::string brotli(std::string_view bytes);

}  // namespace agri110::http
