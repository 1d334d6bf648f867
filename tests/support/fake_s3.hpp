// Starts fake_s3.py on a free port for one test, and tells it how to behave.
#pragma once

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "photos/s3_client.hpp"

namespace agri110 {

class FakeS3 {
public:
    FakeS3()
    {
        std::array<int, 2> input{}, output{};
        if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe for the fake store");
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(input[0], STDIN_FILENO);
            ::dup2(output[1], STDOUT_FILENO);
            ::execlp("python3", "python3", AGRI110_SOURCE "/tests/support/fake_s3.py", nullptr);
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        std::string line;
        for (char letter = 0; ::read(output[0], &letter, 1) == 1 && letter != '\n';) line += letter;
        ::close(output[0]);
        if (line.empty()) throw std::runtime_error("the fake store does not start");
        endpoint_ = "http://127.0.0.1:" + line;
    }
    ~FakeS3()
    {
        ::close(input_);  // its sign to end
        ::waitpid(process_, nullptr, 0);
    }
    FakeS3(const FakeS3&) = delete;
    FakeS3& operator=(const FakeS3&) = delete;

    /// Settings with which it lets people in, patient for as long as a test may last.
    photos::S3Settings settings() const
    {
        return {.endpoint = endpoint_,
                .bucket = "photos",
                .region = "cn-test-1",
                .access_key = "TESTACCESSKEY",
                .secret_key = "test/secret+key",
                .answer_timeout = std::chrono::milliseconds{5'000},
                .first_pause = std::chrono::milliseconds{1}};
    }
    /// See fake_s3.py for what can be wished.
    void behave(const nlohmann::json& wishes) const { ask("behave", wishes.dump()); }
    /// How many "requests" and "connections" came, and which "keys" there are.
    nlohmann::json seen() const { return nlohmann::json::parse(ask("seen", "")); }

private:
    static std::size_t add_to(char* bytes, std::size_t size, std::size_t count, void* text)
    {
        static_cast<std::string*>(text)->append(bytes, size * count);
        return size * count;
    }
    std::string ask(const std::string& what, const std::string& body) const
    {
        std::string answer;
        CURL* curl = curl_easy_init();
        curl_easy_setopt(curl, CURLOPT_URL, (endpoint_ + "/-/" + what).c_str());
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.c_str());
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, add_to);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
        const auto code = curl_easy_perform(curl);
        curl_easy_cleanup(curl);
        if (code != CURLE_OK) throw std::runtime_error("the fake store does not answer");
        return answer;
    }

    pid_t process_ = 0;
    int input_ = -1;
    std::string endpoint_;
};

}  // namespace agri110
