#include "http/gate.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "http/text.hpp"

namespace agri110::http {

namespace {

using Verdict = std::optional<Rejection>;  // nothing: go on

constexpr Rejection bad_request{400, "http.bad_request"};

constexpr std::array<std::string_view, 10> single_fields{
    "Host",   "Content-Length", "Transfer-Encoding", "Content-Type", "Authorization",
    "Origin", "Expect",         "Sec-Fetch-Site",    "Range",        "Idempotency-Key",
};

Verdict check_single_fields(const Headers& fields)
{
    const auto is_doubled = [&](std::string_view name) { return fields.count(name) > 1; };
    if (std::ranges::any_of(single_fields, is_doubled)) return bad_request;
    return {};
}

Verdict check_host(const Head& head, const std::vector<std::string>& hosts)
{
    const auto* host = head.fields.find("Host");
    if (!host) return head.minor_version == 0 && hosts.empty() ? Verdict{} : bad_request;
    if (!is_host(*host)) return bad_request;
    const auto is_this = [&](const std::string& known) { return equal_without_case(known, *host); };
    if (!hosts.empty() && std::ranges::none_of(hosts, is_this)) return Rejection{400, "http.host_unknown"};
    return {};
}

Verdict read_length(std::string_view value, Admission& admission)
{
    if (!is_digits(value) || value.size() > 19) return bad_request;  // 19 digits always fit into 64 bits
    std::from_chars(value.data(), value.data() + value.size(), admission.declared_bytes);
    admission.framing = admission.declared_bytes > 0 ? Framing::length : Framing::none;
    return {};
}

Verdict read_encoding(std::string_view value, int minor_version, Admission& admission)
{
    if (minor_version == 0) return bad_request;
    if (!equal_without_case(value, "chunked")) return Rejection{501, "http.encoding_unknown"};
    admission.framing = Framing::chunked;
    return {};
}

Verdict read_framing(const Head& head, Admission& admission)
{
    const auto* length = head.fields.find("Content-Length");
    const auto* encoding = head.fields.find("Transfer-Encoding");
    if (length && encoding) return bad_request;

    Verdict verdict;
    if (length) verdict = read_length(*length, admission);
    if (encoding) verdict = read_encoding(*encoding, head.minor_version, admission);
    if (verdict) return verdict;

    const bool takes_body = is_unsafe(admission.method) && admission.method != Method::delete_;
    if (!takes_body && admission.framing != Framing::none) return bad_request;
    return {};
}

Verdict read_expectation(const Head& head, Admission& admission)
{
    const auto* expect = head.fields.find("Expect");
    if (!expect || head.minor_version == 0) return {};
    if (!equal_without_case(*expect, "100-continue")) return Rejection{417, "http.expectation_unknown"};
    admission.expects_continue = true;
    return {};
}

bool lists(std::string_view values, std::string_view wanted)
{
    while (!values.empty()) {
        const auto end = std::min(values.find(','), values.size());
        if (equal_without_case(trim(values.substr(0, end)), wanted)) return true;
        values.remove_prefix(std::min(end + 1, values.size()));
    }
    return false;
}

bool stays_open(const Head& head)
{
    const auto says = [&](std::string_view option) {
        return std::ranges::any_of(head.fields, [&](const HeaderField& field) {
            return equal_without_case(field.name, "Connection") && lists(field.value, option);
        });
    };
    return !says("close") && (head.minor_version == 1 || says("keep-alive"));
}

bool is_port(std::string_view text)
{
    int port = 0;
    if (!is_digits(text) || text.size() > 5) return false;
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port <= 65535;
}

bool is_address_in_brackets(std::string_view text)
{
    const auto inner = text.substr(1, text.size() - 2);
    return inner.size() >= 2 && inner.size() <= 45 &&
           std::ranges::all_of(inner, [](char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; });
}

bool is_name(std::string_view text)
{
    const auto may_stand = [](char c) { return is_digits({&c, 1}) || (c >= 'a' && c <= 'z') || c == '-' || c == '.'; };
    return !text.empty() && text.size() <= 253 && std::ranges::all_of(lower_case(text), may_stand);
}

}  // namespace

std::expected<Admission, Rejection> admit(const Head& head, const std::vector<std::string>& hosts)
{
    const auto method = method_from(head.method);
    if (!method) return std::unexpected(Rejection{501, "http.method_unknown"});
    if (const auto verdict = check_single_fields(head.fields)) return std::unexpected(*verdict);
    if (const auto verdict = check_host(head, hosts)) return std::unexpected(*verdict);

    Admission admission;
    admission.method = *method;
    if (const auto verdict = read_framing(head, admission)) return std::unexpected(*verdict);
    auto target = parse_target(head.target);
    if (!target) return std::unexpected(bad_request);
    admission.target = std::move(*target);
    if (const auto verdict = read_expectation(head, admission)) return std::unexpected(*verdict);
    admission.keep_alive = stays_open(head);
    return admission;
}

bool is_host(std::string_view text)
{
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return false;
        const auto port = text.substr(end + 1);
        return is_address_in_brackets(text.substr(0, end + 1)) &&
               (port.empty() || (port.starts_with(':') && is_port(port.substr(1))));
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return is_name(text);
    return is_name(text.substr(0, colon)) && is_port(text.substr(colon + 1));
}

}  // namespace agri110::http
