// What is asked, and what makes an answer a right one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agri110::bench {

struct Answer {
    int status = 0;
    std::string_view body;
    bool says_when_to_come_back = false;
};

class Scenario {
public:
    virtual ~Scenario() = default;
    /// The bytes of the n-th request. `host` goes into its Host header.
    virtual std::string request(std::uint64_t n, const std::string& host) const = 0;
    /// What is wrong with the answer to the n-th request; empty: nothing.
    virtual std::optional<std::string> fault(std::uint64_t n, const Answer& answer) = 0;
    /// Checked when all answers are there.
    virtual std::optional<std::string> last_fault() { return std::nullopt; }
};

/// Farmers who report, each with an own phone number, an own text of Chinese words and an Idempotency-Key; about 850
/// bytes a body. Right answers are 201, name a number and a link, and no two have the same number. All invented.
std::unique_ptr<Scenario> reporting(std::uint64_t seed, std::string notice_version);

/// One of `lines` after the other, each "<path>" or "<path> <text that the answer must hold>"; right answers are 200.
std::unique_ptr<Scenario> reading(std::vector<std::string> lines, std::string cookie);

}  // namespace agri110::bench
