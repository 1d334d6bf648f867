#include "http/session.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <exception>
#include <system_error>
#include <type_traits>
#include <utility>

#include "http/chunked.hpp"
#include "http/peer.hpp"
#include "http/scarcity.hpp"
#include "http/wire_format.hpp"

namespace agri110::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t max_thrown_away = 4 << 20;
constexpr std::chrono::milliseconds longest_linger_when_stopping{100};
constexpr Rejection no_one_left{};

/// Body of a declared length: the counterpart of ChunkedDecoder.
class LengthDecoder {
public:
    explicit LengthDecoder(std::uint64_t length) : left_(length) {}

    std::expected<std::size_t, Rejection> decode(std::string_view input, std::string& body)
    {
        const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
        body.append(input.substr(0, taken));
        left_ -= taken;
        return taken;
    }
    bool done() const { return left_ == 0; }

private:
    std::uint64_t left_;
};

/// Error texts may quote data; runs of four or more digits could be a phone number or a code.
std::string without_numbers(std::string_view text)
{
    std::string masked{text.substr(0, 300)};
    std::size_t run = 0;
    for (std::size_t i = 0; i < masked.size(); ++i) {
        run = masked[i] >= '0' && masked[i] <= '9' ? run + 1 : 0;
        if (run == 4) masked.replace(i - 3, 4, "####");
        if (run > 4) masked[i] = '#';
        if (static_cast<unsigned char>(masked[i]) < 0x20) masked[i] = ' ';
    }
    return masked;
}

}  // namespace

Session::Session(asio::ip::tcp::socket socket, std::shared_ptr<ServerCore> core)
    : socket_(std::move(socket)), timer_(socket_.get_executor()), core_(std::move(core))
{
    error_code error;
    const auto peer = socket_.remote_endpoint(error);
    if (!error) address_ = plain_address(peer.address());
    peer_ = address_.to_string();
    begin_waiting();
    socket_.set_option(asio::ip::tcp::no_delay{true}, error);
}

Session::~Session()
{
    core_->connections.leave(this);
}

void Session::start(std::shared_ptr<Session> self)
{
    auto session = run(self);
    asio::co_spawn(self->socket_.get_executor(), std::move(session),
                   [self](const std::exception_ptr& failure) { self->finish(failure); });
}

void Session::wind_down()
{
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (!self->idle_ || !self->nothing_waits()) return;
        self->closing_ = true;
        error_code ignored;
        self->socket_.cancel(ignored);
    });
}

void Session::cut()
{
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        self->closing_ = true;
        error_code ignored;
        self->socket_.close(ignored);
    });
}

void Session::turn_away()
{
    auto response = core_->problem(503, "http.overloaded", {});
    response.headers.set("Retry-After", "5");
    const auto bytes =
        write_head(response, random_request_id(), AfterAnswer::close) + std::get<std::string>(response.body);

    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.read_some(asio::buffer(piece_), ignored);  // unread bytes would turn the close into a reset
    socket_.write_some(asio::buffer(bytes), ignored);
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
}

Session::Awaitable<void> Session::run(std::shared_ptr<Session> self)
{
    bool again = true;
    while (again) again = co_await self->serve_one();
    co_await self->close_gently();
}

void Session::finish(const std::exception_ptr& failure)
{
    if (failure) spdlog::error("a connection ended while its answer was being sent");
    error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
    core_->connections.leave(this);
}

Session::Awaitable<bool> Session::serve_one()
{
    const auto block = co_await read_head();
    if (gone_) co_return false;
    head_read_ = Clock::now();
    last_ = ++served_ >= core_->settings.max_requests_per_connection;

    Request request;
    request.id = random_request_id();
    auto head = block ? parse_head(*block, core_->settings.head) : std::unexpected(block.error());
    auto admission = head ? admit(*head, core_->settings.hosts) : std::unexpected(head.error());
    Response response;
    if (admission) {
        response = co_await answer(request, *head, *admission);
    } else {
        response = refuse(admission.error(), request);
    }
    if (gone_) co_return false;

    begin_waiting();
    const bool sent = co_await send(request, response);
    log_access(request, admission ? to_text(request.method) : "-", response);
    co_return sent && !last_;
}

/// Reads the body and calls the handler. Nothing that goes wrong in either gets past here.
Session::Awaitable<Response> Session::answer(Request& request, Head& head, Admission& admission)
{
    request.method = admission.method;
    request.path = std::move(admission.target.path);
    request.query = std::move(admission.target.query);
    request.headers = std::move(head.fields);
    const auto client = client_address(address_, request.headers, core_->trusted_proxies);
    request.peer = client == address_ ? peer_ : client.to_string();
    share_.emplace(*core_);
    const Crowd::Place place{core_->crowd, request.peer};
    const auto waiting = core_->settings.waiting ? core_->settings.waiting(request.path) : 0;
    if (Crowd::is_too_much(core_->settings.crowd, waiting, place)) co_return ask_to_come_back(request, admission);

    const bool last = std::exchange(last_, true) || !admission.keep_alive;  // until the body is read to its end
    try {
        auto body = co_await read_body(request, admission);
        if (!body) co_return refuse(body.error(), request);
        last_ = last;
        request.body = std::move(*body);
        waits_since_ = 0;
        co_return co_await core_->handler(request);
    } catch (const std::exception& error) {
        co_return failed(request, error);
    }
}

Session::Awaitable<std::expected<std::string, Rejection>> Session::read_head()
{
    const auto& settings = core_->settings;
    const bool first = served_ == 0;
    if (input_.empty()) {
        gone_ = core_->draining && nothing_waits();
        if (gone_) co_return std::unexpected(no_one_left);
        arm(first ? settings.deadlines.header : settings.deadlines.idle);
        idle_ = true;
        gone_ = !co_await read_more();
        idle_ = false;
        if (gone_) co_return std::unexpected(no_one_left);
        closing_ = false;  // told to go while this request was already on its way: it is served
    }
    if (!first) arm(settings.deadlines.header);

    std::size_t searched = 0;
    auto end = find_head_end(input_, searched);
    while (end == 0 && input_.size() <= settings.head.bytes) {
        if (!co_await read_more()) co_return std::unexpected(gone_or_late());
        end = find_head_end(input_, searched);
    }
    if (end == 0) co_return std::unexpected(head_too_large(input_));
    auto block = input_.substr(0, end);
    input_.erase(0, end);
    co_return block;
}

Session::Awaitable<std::expected<Body, Rejection>> Session::read_body(const Request& request,
                                                                      const Admission& admission)
{
    const auto& settings = core_->settings;
    if (admission.framing == Framing::none) co_return Body{};
    const auto limit =
        settings.body_limit ? settings.body_limit(request.method, request.path) : settings.max_body_bytes;
    if (admission.declared_bytes > limit) co_return std::unexpected(Rejection{413, "http.too_large"});
    arm(settings.deadlines.body + time_for(admission.declared_bytes));
    if (admission.expects_continue && input_.empty()) co_await say_continue();

    if (admission.framing == Framing::length) {
        LengthDecoder decoder{admission.declared_bytes};
        co_return co_await collect_body(decoder);
    }
    ChunkedDecoder decoder{limit};
    co_return co_await collect_body(decoder);
}

template <class Decoder>
Session::Awaitable<std::expected<Body, Rejection>> Session::collect_body(Decoder decoder)
{
    const auto started = Clock::now();
    BodyWriter writer{core_->settings.spool_folder, core_->settings.body_memory_bytes};
    std::string decoded;
    for (;;) {
        decoded.clear();
        const auto taken = decoder.decode(input_, decoded);
        if (!taken) co_return std::unexpected(taken.error());
        input_.erase(0, *taken);
        if (!share_->take(decoded.size())) co_return std::unexpected(Rejection{503, "http.overloaded"});
        writer.append(decoded);
        if (decoder.done()) co_return writer.finish();

        if constexpr (std::is_same_v<Decoder, ChunkedDecoder>) {  // no declared size: time grows with what has come
            const auto until = started + core_->settings.deadlines.body + time_for(writer.size());
            arm(std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()));
        }
        if (!co_await read_more()) co_return std::unexpected(gone_or_late());
    }
}

Session::Awaitable<void> Session::say_continue()
{
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    error_code error;
    co_await asio::async_write(socket_, asio::buffer(go_on), asio::redirect_error(asio::use_awaitable, error));
}

/// Appends what comes to input_; false when the deadline has passed, the client has left, or we were told to go.
Session::Awaitable<bool> Session::read_more()
{
    if (expired_ || closing_) co_return false;
    error_code error;
    const auto size =
        co_await socket_.async_read_some(asio::buffer(piece_), asio::redirect_error(asio::use_awaitable, error));
    input_.append(piece_.data(), size);
    co_return !error;
}

Session::Awaitable<bool> Session::send(const Request& request, Response& response)
{
    FileDescriptor file;
    const auto* file_body = std::get_if<FileBody>(&response.body);
    if (file_body) {
        file = FileDescriptor::open_to_read(file_body->path);
        if (!file) {
            response = failed(request, std::system_error(errno, std::generic_category(), "opening an answer's file"));
            file_body = nullptr;
        }
    }
    last_ = last_ || core_->draining;
    const auto head = write_head(response, request.id, last_ ? AfterAnswer::close : AfterAnswer::keep_open);
    const bool has_body = request.method != Method::head && may_have_body(response.status);

    arm(core_->settings.deadlines.write + time_for(response.body_size()));
    writing_ = true;
    bool sent = false;
    if (has_body && file_body) {
        sent = co_await send_bytes(head, {}) && co_await send_file(*file_body, file);
    } else {
        const auto* shared = std::get_if<SharedBytes>(&response.body);
        const auto* bytes = shared ? shared->get() : std::get_if<std::string>(&response.body);
        sent = co_await send_bytes(head, has_body && bytes ? std::string_view{*bytes} : std::string_view{});
    }
    writing_ = false;
    share_.reset();
    co_return sent;
}

Session::Awaitable<bool> Session::send_bytes(std::string_view head, std::string_view body)
{
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
    error_code error;
    co_await asio::async_write(socket_, buffers, asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

Session::Awaitable<bool> Session::send_file(const FileBody& body, const FileDescriptor& file)
{
    std::string piece(64 << 10, '\0');
    for (std::uint64_t sent = 0; sent < body.size;) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), body.size - sent));
        const auto got = file.read_at(std::span{piece}.first(wanted), body.offset + sent);
        if (got == 0) co_return false;  // shorter than promised: the client must see a broken answer
        sent += got;
        if (!co_await send_bytes(std::string_view{piece}.substr(0, got), {})) co_return false;
    }
    co_return true;
}

/// A plain close would reset the connection if unread bytes are left, and the client would never see the answer.
Session::Awaitable<void> Session::close_gently()
{
    error_code ignored;
    if (!gone_ && socket_.is_open()) {
        socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        const auto linger = core_->settings.deadlines.linger;
        arm(core_->draining ? std::min(linger, longest_linger_when_stopping) : linger);
        std::size_t thrown_away = 0;
        bool more = true;
        while (more && thrown_away < max_thrown_away) {
            input_.clear();
            more = co_await read_more();
            thrown_away += input_.size();
        }
    }
    socket_.close(ignored);
}

Response Session::refuse(const Rejection& rejection, const Request& request)
{
    last_ = true;
    gone_ = rejection == no_one_left;
    auto response = core_->problem(rejection.status, rejection.code, request.id);
    if (rejection.status == 503 || rejection.status == 507) response.headers.set("Retry-After", "5");
    return response;
}

/// Before the body is read, so that it costs next to nothing. What is here of it already is thrown away, so that the
/// connection can stay: a new one would cost more than the answer.
Response Session::ask_to_come_back(const Request& request, const Admission& admission)
{
    constexpr std::uint64_t told_every = 1000;
    const bool body_is_here = admission.framing != Framing::chunked && admission.declared_bytes <= input_.size();
    if (body_is_here)
        input_.erase(0, static_cast<std::size_t>(admission.declared_bytes));
    else
        last_ = true;
    if (const auto before = core_->asked_to_come_back++; before % told_every == 0)
        spdlog::warn("too busy: {} requests have been asked to come back", before + 1);
    auto response = core_->problem(503, "http.overloaded", request.id);
    response.headers.set("Retry-After", "5");
    response.logged = false;
    return response;
}

void Session::begin_waiting()
{
    waits_since_ = Clock::now().time_since_epoch().count();
}

std::optional<Clock::time_point> Session::waits_since() const
{
    const auto since = waits_since_.load();
    if (since == 0) return std::nullopt;
    return Clock::time_point{Clock::duration{since}};
}

Response Session::failed(const Request& request, const std::exception& error)
{
    spdlog::error("{} {} {} failed: {}", request.id, to_text(request.method), request.route,
                  without_numbers(error.what()));
    if (const auto passing = scarcity(error)) return refuse(*passing, request);
    return core_->problem(500, "http.internal", request.id);
}

void Session::log_access(const Request& request, std::string_view method, const Response& response) const
{
    if (!core_->settings.access_log || !response.logged) return;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - head_read_);
    spdlog::info("{} {} {} {} {}B {}us", request.id, method, request.route, response.status, response.body_size(),
                 took.count());
}

Rejection Session::gone_or_late() const
{
    return expired_ ? Rejection{408, "http.timeout"} : no_one_left;
}

bool Session::nothing_waits() const
{
    error_code error;
    return socket_.available(error) == 0 || error;
}

/// A timer that would fire before the new deadline is left alone and looks again when it does: most phases end long
/// before their time, and setting a timer anew for each would cost more than all their deadlines are worth.
void Session::arm(std::chrono::milliseconds time)
{
    expired_ = false;
    deadline_ = Clock::now() + time;
    if (!watching_ || deadline_ < timer_.expiry()) watch();
}

void Session::watch()
{
    watching_ = true;
    timer_.expires_at(deadline_);
    timer_.async_wait([self = shared_from_this()](const error_code& error) {
        if (error) return;  // set anew for an earlier deadline, or the connection has ended
        self->watching_ = false;
        if (Clock::now() < self->deadline_)
            self->watch();
        else
            self->expire();
    });
}

void Session::expire()
{
    expired_ = true;
    error_code ignored;
    if (writing_) {
        socket_.close(ignored);  // a write of several steps would start its next one after a mere cancel
    } else {
        socket_.cancel(ignored);
    }
}

std::chrono::milliseconds Session::time_for(std::uint64_t bytes) const
{
    return std::chrono::milliseconds{bytes * 1000 / core_->settings.deadlines.slowest_bytes_per_second};
}

}  // namespace agri110::http
