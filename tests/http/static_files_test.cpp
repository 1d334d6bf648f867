// The pages: small over a weak network, fresh after an upgrade, and nothing but what was built.
#include "http/static_files.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/http/running_server.hpp"

namespace agri110::http::test {

namespace {

const std::string page = "<html>" + std::string(2000, 'a') + "</html>";

class Pages : public ::testing::Test {
protected:
    Pages()
    {
        folder_.write("index.html", page);
        folder_.write("index.html.br", "the page, by brotli");
        folder_.write("index.html.gz", "the page, by gzip");
        folder_.write("desk/index.html", page + "desk");
        folder_.write("track.html", page + "track");
        folder_.write("assets/index-Ab12Cd_-.js", std::string(1000, 'j'));
        folder_.write("assets/logo.png", std::string(1000, 'p'));
        folder_.write("assets/made-12345678.css", std::string(1000, 'c'));
        folder_.write("assets/made-12345678.css.br", "made by the build");
        std::filesystem::create_symlink("/etc/passwd", folder_.path() / "passwd.txt");
        files_ = StaticFiles::load(folder_.path());
    }

    std::optional<Response> ask(const std::string& path, std::vector<HeaderField> fields = {}) const
    {
        Request request;
        request.path = path;
        for (auto& [name, value] : fields) request.headers.add(name, value);
        return files_.answer(request);
    }

    static std::string bytes_of(const Response& response)
    {
        const auto* shared = std::get_if<SharedBytes>(&response.body);
        return shared ? **shared : std::get<std::string>(response.body);
    }

    TemporaryFolder folder_;
    StaticFiles files_;
};

TEST_F(Pages, HaveShortNames)
{
    ASSERT_TRUE(ask("/"));
    EXPECT_EQ(bytes_of(*ask("/")), page);
    EXPECT_EQ(bytes_of(*ask("/desk/")), page + "desk");
    EXPECT_EQ(bytes_of(*ask("/track")), page + "track");
    EXPECT_EQ(ask("/")->headers.value("Content-Type"), "text/html; charset=utf-8");

    const auto redirect = ask("/desk");
    ASSERT_TRUE(redirect);
    EXPECT_EQ(redirect->status, 308);
    EXPECT_EQ(redirect->headers.value("Location"), "/desk/");
}

TEST_F(Pages, NothingElseIsReachable)
{
    for (const auto* path : {"/nothing", "/../etc/passwd", "/passwd.txt", "/desk/..", "/assets", "/assets/",
                             "/assets/made-12345678.css.br", "//", "/index.html/"}) {
        EXPECT_FALSE(ask(path)) << path;
    }
    Request post;
    post.method = Method::post;
    post.path = "/";
    EXPECT_FALSE(files_.answer(post));
}

TEST_F(Pages, TravelCompressed)
{
    const auto gzipped = ask("/", {{"Accept-Encoding", "gzip"}});
    ASSERT_TRUE(gzipped);
    EXPECT_EQ(gzipped->headers.value("Content-Encoding"), "gzip");
    EXPECT_EQ(gzipped->headers.value("Vary"), "Accept-Encoding");
    EXPECT_EQ(bytes_of(*gzipped), "the page, by gzip");

    const auto best = ask("/", {{"Accept-Encoding", "gzip, deflate, br"}});
    EXPECT_EQ(best->headers.value("Content-Encoding"), "br");
    EXPECT_EQ(bytes_of(*best), "the page, by brotli");

    const auto plain = ask("/", {{"Accept-Encoding", "br;q=0, gzip;q=0.0"}});
    EXPECT_EQ(plain->headers.value("Content-Encoding"), "");
    EXPECT_EQ(bytes_of(*plain), page);

    const auto made = ask("/assets/made-12345678.css", {{"Accept-Encoding", "br"}});
    EXPECT_EQ(bytes_of(*made), "made by the build");
    EXPECT_EQ(ask("/assets/logo.png", {{"Accept-Encoding", "br"}})->headers.value("Content-Encoding"), "");
}

TEST_F(Pages, AreNotSentTwice)
{
    const auto first = ask("/", {{"Accept-Encoding", "br"}});
    const std::string etag{first->headers.value("ETag")};
    EXPECT_NE(etag, ask("/")->headers.value("ETag")) << "encodings must not share a strong ETag";
    const auto again = ask("/", {{"Accept-Encoding", "br"}, {"If-None-Match", "\"other\", W/" + etag}});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 304);
    EXPECT_EQ(again->headers.value("ETag"), etag);
    EXPECT_EQ(again->body_size(), 0u);
    EXPECT_EQ(ask("/", {{"If-None-Match", etag}})->status, 200);
}

TEST_F(Pages, HashedOnesAreKeptAndAllOthersAskedForAnew)
{
    const auto cache = [&](const char* path) { return std::string{ask(path)->headers.value("Cache-Control")}; };
    EXPECT_EQ(cache("/assets/index-Ab12Cd_-.js"), "public, max-age=31536000, immutable");
    EXPECT_EQ(cache("/assets/logo.png"), "no-cache");
    EXPECT_EQ(cache("/"), "no-cache");
    EXPECT_EQ(cache("/desk"), "no-cache");
}

}  // namespace

}  // namespace agri110::http::test
