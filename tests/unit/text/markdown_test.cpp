// Nobody can smuggle anything into a page through an article.
#include "text/markdown.hpp"

#include <gtest/gtest.h>

namespace agri110::text {
namespace {

TEST(Markdown, ParagraphsAndListsBecomeHtml)
{
    EXPECT_EQ(to_safe_html("看**叶背**\n\n- 一\n- 二\n"),
              "<p>看<strong>叶背</strong></p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n");
}

TEST(Markdown, MarkupLinksAndPicturesOfTheWriterDoNotReachThePage)
{
    const char* hostile[] = {
        "<script>alert(1)</script>",
        "茶<img src=x onerror=alert(1)>树",
        "<iframe src=\"https://evil.example\"></iframe>",
        "[点我](javascript:alert(1))",
        "![图](https://evil.example/track.png)",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "<https://evil.example>",
        "[a]: https://evil.example\n\n[a] 和 ![b][a]",
        "<style>*{display:none}</style>",
        "<a href='x' onclick='y'>z</a>",
        "[![x](y)](javascript:1)",
    };
    for (const auto* text : hostile) {
        const auto html = to_safe_html(text);
        for (const auto* bad :
             {"<script", "<img", "<iframe", "<style", "<a", "href", "onerror", "onclick", "src=", "javascript:"})
            EXPECT_EQ(html.find(bad), std::string::npos) << text << " became " << html;
    }
    EXPECT_EQ(to_safe_html("看[点我](javascript:alert(1))呀"), "<p>看点我呀</p>\n");
    EXPECT_EQ(to_safe_html("a < b & c"), "<p>a &lt; b &amp; c</p>\n");
}

TEST(Markdown, PlainTextKeepsLinesAndItems)
{
    EXPECT_EQ(to_plain("先**看**\n再说\n\n- 一\n- 二\n\n后来"), "先看\n再说\n- 一\n- 二\n后来");
    EXPECT_EQ(to_plain(""), "");
    EXPECT_EQ(to_plain("<b>茶</b>树"), "茶树");
}

TEST(Markdown, BrokenBytesAndDeepNestingAreSurvived)
{
    EXPECT_FALSE(to_safe_html("\xff\xfe").empty());
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "> ";
    EXPECT_FALSE(to_safe_html(deep + "x").empty());
    std::string brackets(20'000, '[');
    EXPECT_FALSE(to_plain(brackets).empty());
}

}  // namespace
}  // namespace agri110::text
