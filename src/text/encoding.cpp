#include "text/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "text/utf8.hpp"

namespace agri110::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::optional<std::string> from_gb18030(std::string_view bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, Close> converter(ucnv_open("gb18030", &status));
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status)) return std::nullopt;
    const icu::UnicodeString decoded(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
    if (U_FAILURE(status) || decoded.indexOf(static_cast<char16_t>(0xFFFD)) >= 0) return std::nullopt;
    std::string utf8;
    decoded.toUTF8String(utf8);
    return utf8;
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes)
{
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    if (is_utf8(bytes)) return std::string(bytes);
    return from_gb18030(bytes);
}

}  // namespace agri110::text
