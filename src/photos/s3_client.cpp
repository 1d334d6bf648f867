#include "photos/s3_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <thread>

#include "photos/sha256.hpp"

namespace agri110::photos {
namespace {

constexpr std::size_t longest_object = 16 << 20;
constexpr long slowest_bytes_per_second = 1024;
constexpr long slow_for_seconds = 10;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Lines = std::unique_ptr<curl_slist, FreeList>;

std::size_t add_to_body(char* bytes, std::size_t size, std::size_t count, void* body)
{
    auto& text = *static_cast<std::string*>(body);
    if (text.size() + size * count > longest_object) return 0;  // libcurl then ends the transfer
    text.append(bytes, size * count);
    return size * count;
}

bool passes_by_itself(CURLcode code)
{
    constexpr std::array passing{CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT,
                                 CURLE_SSL_CONNECT_ERROR,    CURLE_SEND_ERROR,      CURLE_RECV_ERROR,
                                 CURLE_GOT_NOTHING,          CURLE_PARTIAL_FILE};
    return std::ranges::find(passing, code) != passing.end();
}

bool passes_by_itself(long status)
{
    return status == 408 || status == 429 || status >= 500;
}

/// What stands in <Code> of an error's XML; empty unless it is one plain word.
std::string error_code_in(const std::string& xml)
{
    constexpr std::string_view open = "<Code>";
    const auto begin = xml.find(open);
    if (begin == std::string::npos) return {};
    const auto word = xml.substr(begin + open.size(), 64);
    const auto end = word.find('<');
    const bool plain = end != std::string::npos && std::all_of(word.begin(), word.begin() + static_cast<long>(end),
                                                               [](unsigned char c) { return std::isalnum(c); });
    return plain ? word.substr(0, end) : std::string{};
}

std::string advice_for(long status, std::string_view settings)
{
    if (status == 401 || status == 403)
        return fmt::format("; look at {0}access_key, {0}secret_key and the clock", settings);
    if (status == 404) return fmt::format("; look at {}bucket", settings);
    if (status == 301 || status == 307 || status == 400)
        return fmt::format("; look at {0}endpoint and {0}region", settings);
    return {};
}

/// Whatever stands in `xml` between <word> and </word>, as it is written there. Our keys and S3's marks need no more.
std::vector<std::string> all_between(const std::string& xml, const std::string& word)
{
    const auto open = "<" + word + ">";
    const auto close = "</" + word + ">";
    std::vector<std::string> found;
    for (auto begin = xml.find(open); begin != std::string::npos; begin = xml.find(open, begin)) {
        begin += open.size();
        const auto end = xml.find(close, begin);
        if (end == std::string::npos) break;
        found.push_back(xml.substr(begin, end - begin));
    }
    return found;
}

std::string escaped(const std::string& text)
{
    char* raw = curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size()));
    if (!raw) throw S3Error("libcurl has no memory left");
    const std::string whole(raw);
    curl_free(raw);
    return whole;
}

}  // namespace

struct S3Client::Question {
    const char* method;
    std::string key;
    std::string_view bytes{};
    std::string content_type{};
    std::string query{};  // with its names in the order of the alphabet, as signatures want them
};

struct S3Client::Answer {
    CURLcode code = CURLE_OK;
    long status = 0;
    std::string body{};
    curl_off_t length = -1;
    curl_off_t modified = -1;
    int attempts = 0;

    bool good() const { return code == CURLE_OK && status >= 200 && status <= 299; }
    /// Not "the bucket is missing": that must not look like a photo nobody put. An answer to HEAD has no code in it.
    bool missing() const { return code == CURLE_OK && status == 404 && error_code_in(body) != "NoSuchBucket"; }
    bool worth_another_attempt() const { return code == CURLE_OK ? passes_by_itself(status) : passes_by_itself(code); }
};

void S3Client::CloseHandle::operator()(void* handle) const
{
    curl_easy_cleanup(handle);
}

S3Client::S3Client(S3Settings settings) : settings_(std::move(settings))
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

void S3Client::put(const std::string& key, std::string_view bytes, const std::string& content_type) const
{
    if (bytes.size() > longest_object) throw std::invalid_argument(key + " is too large to be read back");
    const Question question{"PUT", key, bytes, content_type};
    if (const auto answer = ask(question); !answer.good()) complain(question, answer);
    const auto kept = head(key);
    if (!kept || kept->size != bytes.size())
        throw S3Error(fmt::format("{} said it took {} but holds {} of its {} bytes", description(), key,
                                  kept ? kept->size : 0, bytes.size()));
}

std::optional<std::string> S3Client::get(const std::string& key) const
{
    const Question question{"GET", key};
    auto answer = ask(question);
    if (answer.missing()) return std::nullopt;
    if (!answer.good()) complain(question, answer);
    return std::move(answer.body);
}

std::optional<S3Object> S3Client::head(const std::string& key) const
{
    const Question question{"HEAD", key};
    const auto answer = ask(question);
    if (answer.missing()) return std::nullopt;
    if (!answer.good()) complain(question, answer);
    if (answer.length < 0) throw S3Error(fmt::format("{} does not say how large {} is", description(), key));
    S3Object object{.size = static_cast<std::uint64_t>(answer.length)};
    if (answer.modified >= 0) object.modified = std::chrono::sys_seconds{std::chrono::seconds{answer.modified}};
    return object;
}

void S3Client::remove(const std::string& key) const
{
    const Question question{"DELETE", key};
    const auto answer = ask(question);
    if (!answer.good() && !answer.missing()) complain(question, answer);
}

std::vector<std::string> S3Client::list(const std::string& prefix) const
{
    std::vector<std::string> keys;
    for (std::string mark;;) {
        const auto go_on = mark.empty() ? std::string{} : "continuation-token=" + escaped(mark) + "&";
        const Question question{
            .method = "GET", .key = "", .query = "?" + go_on + "list-type=2&prefix=" + escaped(prefix)};
        const auto answer = ask(question);
        if (!answer.good()) complain(question, answer);
        for (auto& key : all_between(answer.body, "Key")) keys.push_back(std::move(key));
        const auto marks = all_between(answer.body, "NextContinuationToken");
        if (marks.empty()) return keys;
        mark = marks.front();
    }
}

std::string S3Client::description() const
{
    return fmt::format("bucket {} at {}", settings_.bucket, settings_.endpoint);
}

S3Client::Answer S3Client::ask(const Question& question) const
{
    auto pause = settings_.first_pause;
    for (int attempt = 1;; ++attempt, pause *= 2) {
        auto answer = ask_once(question);
        answer.attempts = attempt;
        if (attempt >= settings_.attempts || !answer.worth_another_attempt()) return answer;
        // Spread by chance: else all who met a busy store come back to it in the same moment.
        const auto half = static_cast<std::uint32_t>(pause.count() / 2);
        std::this_thread::sleep_for(pause - std::chrono::milliseconds{randombytes_uniform(half + 1)});
    }
}

S3Client::Answer S3Client::ask_once(const Question& question) const
{
    auto handle = take_handle();
    auto* curl = handle.get();
    Answer answer;
    const auto hash = sha256_of(question.bytes);
    Lines lines(curl_slist_append(nullptr, ("x-amz-content-sha256: " + hash).c_str()));
    if (!question.content_type.empty())
        lines.reset(curl_slist_append(lines.release(), ("Content-Type: " + question.content_type).c_str()));
    prepare(curl, question, answer);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());

    answer.code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &answer.length);
    curl_easy_getinfo(curl, CURLINFO_FILETIME_T, &answer.modified);
    give_back(std::move(handle));
    return answer;
}

void S3Client::prepare(void* curl, const Question& question, Answer& answer) const
{
    const auto url = fmt::format("{}/{}/{}{}", settings_.endpoint, settings_.bucket, question.key, question.query);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    // libcurl 7.88 signs every header given to it, also one that is only there to be left out ("Expect:"): so none is.
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, fmt::format("aws:amz:{}:s3", settings_.region).c_str());
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.access_key.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.secret_key.c_str());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.answer_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, slowest_bytes_per_second);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, slow_for_seconds);
    curl_easy_setopt(curl, CURLOPT_FILETIME, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, add_to_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    const std::string_view method = question.method;
    if (method == "PUT") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, question.bytes.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(question.bytes.size()));
    }
    // Told before a byte of it comes, where the store says the size; add_to_body looks after the rest.
    if (method == "GET") curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(longest_object));
    if (method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    if (method == "PUT" || method == "DELETE") curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, question.method);
}

void S3Client::complain(const Question& question, const Answer& answer) const
{
    const auto times = answer.attempts > 1 ? fmt::format(" ({} attempts)", answer.attempts) : std::string{};
    if (answer.code != CURLE_OK)
        throw S3Error(fmt::format("{}: {} {}: {}{}", description(), question.method, question.key,
                                  curl_easy_strerror(answer.code), times));
    const auto code = error_code_in(answer.body);
    throw S3Error(fmt::format("{}: {} {} was answered with {}{}{}{}{}", description(), question.method, question.key,
                              answer.status, code.empty() ? "" : " ", code, times,
                              advice_for(answer.status, settings_.settings)));
}

S3Client::Handle S3Client::take_handle() const
{
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) {
        Handle fresh(curl_easy_init());
        if (!fresh) throw S3Error("libcurl has no handle left");
        return fresh;
    }
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
}

void S3Client::give_back(Handle handle) const
{
    // Forgets what was asked; connections and sessions stay, for the next question.
    curl_easy_reset(handle.get());
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(handle));
}

}  // namespace agri110::photos
