// Objects of one bucket on a store that speaks S3: signed requests over libcurl, asked again when the store is busy.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace agri110::photos {

struct S3Settings {
    std::string endpoint{};  // http(s)://host[:port]
    std::string bucket{};
    std::string region{};
    std::string access_key{};
    std::string secret_key{};
    std::string_view settings = "photos.s3_";  // how the settings begin that people are told to look at
    std::chrono::milliseconds connect_timeout{3'000};
    std::chrono::milliseconds answer_timeout{30'000};  // of one attempt, the whole object included
    int attempts = 4;
    std::chrono::milliseconds first_pause{200};  // before the second attempt; twice as long before each further one
};

/// The store did not do what it was asked. The text says what, why and what to look at; never with a key of ours.
class S3Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct S3Object {
    std::uint64_t size = 0;
    std::optional<std::chrono::sys_seconds> modified{};
};

/// Safe from any thread; each call takes a connection of its own and leaves it open for the next. Waits for the
/// network, longest for all attempts of the settings. Keys consist of letters, digits, '/', '-', '_' and '.'.
class S3Client {
public:
    explicit S3Client(S3Settings settings);

    /// Returns once the store holds the object and says that it has all of its bytes. Throws std::invalid_argument for
    /// more than 16 MB.
    void put(const std::string& key, std::string_view bytes, const std::string& content_type) const;
    /// Empty when there is no such object. No answer over 16 MB is taken.
    std::optional<std::string> get(const std::string& key) const;
    std::optional<S3Object> head(const std::string& key) const;
    /// Also well when there is no such object.
    void remove(const std::string& key) const;
    /// Every key that begins with `prefix`, in whatever order.
    std::vector<std::string> list(const std::string& prefix) const;
    /// "bucket … at …"
    std::string description() const;

private:
    struct Question;
    struct Answer;
    struct CloseHandle {
        void operator()(void* handle) const;
    };
    using Handle = std::unique_ptr<void, CloseHandle>;

    Answer ask(const Question& question) const;
    Answer ask_once(const Question& question) const;
    void prepare(void* handle, const Question& question, Answer& answer) const;
    [[noreturn]] void complain(const Question& question, const Answer& answer) const;
    Handle take_handle() const;
    void give_back(Handle handle) const;

    S3Settings settings_;
    mutable std::mutex mutex_;
    mutable std::vector<Handle> idle_;
};

}  // namespace agri110::photos
