// A client that sends exactly the bytes it is told to, and reads answers by the letter.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agri110::http::test {

struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;

    std::string header(const std::string& lower_case_name) const;
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    RawClient(const RawClient&) = delete;
    ~RawClient();

    /// False once the server no longer takes bytes.
    bool send(std::string_view bytes);
    void finish_sending();
    /// The next answer; nothing when the connection ends before it is complete. Fails the test after ten seconds.
    std::optional<Answer> read_answer(bool has_body = true);
    /// Every complete answer until the connection ends.
    std::vector<Answer> read_to_end();
    /// True when the connection ends without another byte.
    bool ends();

    /// send and read_answer in one.
    std::optional<Answer> ask(std::string_view bytes);

private:
    bool read_more();

    int fd_;
    std::string input_;
};

/// "GET <target> HTTP/1.1" with a Host and extra header lines, each ended by CRLF.
std::string get(std::string_view target, std::string_view extra = {});
std::string post(std::string_view target, std::string_view body, std::string_view extra = {});

}  // namespace agri110::http::test
