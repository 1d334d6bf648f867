#include "scenario.hpp"

#include <fmt/format.h>

#include <array>
#include <unordered_set>

namespace agri110::bench {
namespace {

/// Spreads neighbouring numbers over all 64 bits (the finaliser of splitmix64), so that requests differ by their number
/// alone and a run can be repeated.
std::uint64_t mixed(std::uint64_t n)
{
    n += 0x9e3779b97f4a7c15;
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
    n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
    return n ^ (n >> 31);
}

constexpr std::array counties{530102, 530111, 530112, 530181, 530302, 530304, 530324, 530381, 530402, 530423,
                              530502, 530521, 530523, 530602, 530621, 530627, 530702, 530722, 530724, 530802,
                              530822, 530828, 530902, 530921, 530927, 532301, 532328, 532302, 532501, 532503,
                              532523, 532601, 532622, 532628, 532801, 532822, 532823, 532901, 532923, 532931,
                              533102, 533122, 533124, 533301, 533324, 533401, 533422, 533423};
constexpr std::array crops{"茶树", "咖啡", "烤烟", "苞谷", "洋芋", "水稻", "核桃", "澳洲坚果", "三七", "天麻",
                           "花椒", "玫瑰", "番茄", "柑橘", "芒果", "蓝莓", "苹果", "橡胶",     "甘蔗", "桑树"};
constexpr std::array signs{"叶子从边上开始发黄", "嫩叶背面有很多小虫", "根部发黑有臭味",     "果子上有褐色的斑点",
                           "整株慢慢枯萎",       "叶子卷起来长不大",   "茎秆上有白色的霉层", "花开得很少，掉得很多"};
constexpr std::array pasts{"前天下了一场大雨之后就这样了", "上个月施过一次复合肥",    "隔壁家的地里也开始有了",
                           "去年这个时候也有过一点",       "我们海拔大概一千六百米",  "打过一次药但是没有用",
                           "大概有三分之一的地都这样",     "从坡脚往坡头一点点地发展"};

class Reporting final : public Scenario {
public:
    Reporting(std::uint64_t seed, std::string notice_version) : seed_(seed), notice_(std::move(notice_version)) {}

    std::string request(std::uint64_t n, const std::string& host) const override
    {
        const auto body = this->body(n);
        return fmt::format(
            "POST /api/reports HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n"
            "Idempotency-Key: bench-{:x}-{:x}\r\nContent-Length: {}\r\n\r\n{}",
            host, seed_, n, body.size(), body);
    }

    std::optional<std::string> fault(std::uint64_t, const Answer& answer) override
    {
        if (answer.status != 201) return fmt::format("status {}: {:.200}", answer.status, answer.body);
        if (!answer.body.contains("\"tracking_url\":") && !answer.body.contains("\"track")) return "no tracking link";
        constexpr std::string_view before_number = "\"number\":\"";
        const auto at = answer.body.find(before_number);
        if (at == std::string_view::npos) return "no number";
        const auto number = answer.body.substr(at + before_number.size(), 13);
        if (!numbers_.emplace(number).second) return fmt::format("the number {} came twice", number);
        return std::nullopt;
    }

private:
    std::string body(std::uint64_t n) const
    {
        const auto chance = mixed(seed_ * 0x2545f4914f6cdd1d + n);
        const auto pick = [&](const auto& list, unsigned shift) { return list[(chance >> shift) % list.size()]; };
        return fmt::format(
            R"({{"reporter":{{"kind":"farmer","phone":"13{:09}","name":"测试{}"}},"county":{},"village":"测试村{}组",)"
            R"("text":"我家种的{}最近出了问题，{}，{}，{}。{}，{}，不晓得是病还是虫，也不晓得该打什么药，编号{:016x}。)"
            R"(今年的收成全靠这几亩地，请专家帮忙看一看是怎么回事，应该怎么处理，最好能来地里看一下。谢谢老师。",)"
            R"("consent":{{"notice_version":"{}"}}}})",
            (seed_ % 97) * 10'000'000 + n % 10'000'000, chance % 1000, pick(counties, 5), chance % 17 + 1,
            pick(crops, 11), pick(signs, 17), pick(signs, 23), pick(pasts, 29), pick(pasts, 35), pick(pasts, 41),
            chance, notice_);
    }

    std::uint64_t seed_;
    std::string notice_;
    std::unordered_set<std::string> numbers_;
};

class Reading final : public Scenario {
public:
    Reading(std::vector<std::string> lines, std::string cookie) : lines_(std::move(lines)), cookie_(std::move(cookie))
    {
    }

    std::string request(std::uint64_t n, const std::string& host) const override
    {
        const auto& line = line_of(n);
        return fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\n{}\r\n", line.substr(0, line.find(' ')), host,
                           cookie_.empty() ? "" : fmt::format("Cookie: {}\r\n", cookie_));
    }

    std::optional<std::string> fault(std::uint64_t n, const Answer& answer) override
    {
        if (answer.status != 200) return fmt::format("status {}: {:.200}", answer.status, answer.body);
        const auto& line = line_of(n);
        const auto space = line.find(' ');
        if (space != std::string::npos && !answer.body.contains(std::string_view(line).substr(space + 1)))
            return fmt::format("{} does not hold what it should", line.substr(0, space));
        return std::nullopt;
    }

private:
    const std::string& line_of(std::uint64_t n) const { return lines_[mixed(n) % lines_.size()]; }

    std::vector<std::string> lines_;
    std::string cookie_;
};

}  // namespace

std::unique_ptr<Scenario> reporting(std::uint64_t seed, std::string notice_version)
{
    return std::make_unique<Reporting>(seed, std::move(notice_version));
}

std::unique_ptr<Scenario> reading(std::vector<std::string> lines, std::string cookie)
{
    return std::make_unique<Reading>(std::move(lines), std::move(cookie));
}

}  // namespace agri110::bench
