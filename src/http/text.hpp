// What HTTP calls text: tokens, field values, case-insensitive names; and the UTF-8 check for everything decoded.
#pragma once

#include <string>
#include <string_view>

namespace agri110::http {

/// Equal when ASCII letters are compared without case; header and parameter names compare so.
bool equal_without_case(std::string_view a, std::string_view b);
/// A copy with ASCII letters in lower case.
std::string lower_case(std::string_view text);
/// Without leading and trailing spaces and tabs.
std::string_view trim(std::string_view text);
/// RFC 9110 token: one or more tchar.
bool is_token(std::string_view text);
/// RFC 9110 field value: no control character but the tab; bytes above 127 may stand.
bool is_field_value(std::string_view text);
/// One or more decimal digits and nothing else.
bool is_digits(std::string_view text);
/// Well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
/// True when a byte below 32 or the byte 127 occurs.
bool has_control(std::string_view text);
/// 0–15, or -1 when `c` is no hexadecimal digit.
int hex_digit(char c);

}  // namespace agri110::http
