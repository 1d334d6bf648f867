#include "text/markdown.hpp"

#include <cmark-gfm.h>

#include <memory>
#include <vector>

namespace agri110::text {
namespace {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
struct FreeText {
    void operator()(char* text) const { cmark_get_default_mem_allocator()->free(text); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

/// Raw HTML is left out when rendering, and bytes that are no UTF-8 are replaced.
constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;

Tree tree_of(std::string_view markdown)
{
    return Tree(cmark_parse_document(markdown.data(), markdown.size(), options));
}

/// Calls `visit(node, entering)` in document order.
template <class Visit>
void walk(cmark_node* root, const Visit& visit)
{
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get()))
        visit(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
}

/// Leaves the words of links and pictures: nobody is led elsewhere, and no foreign server learns who reads.
void disarm(cmark_node* root)
{
    std::vector<cmark_node*> leading_away;
    walk(root, [&](cmark_node* node, bool entering) {
        const auto type = cmark_node_get_type(node);
        if (entering && (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)) leading_away.push_back(node);
    });
    for (auto* node : leading_away) {
        while (auto* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
        cmark_node_unlink(node);
        cmark_node_free(node);
    }
}

void end_line(std::string& text)
{
    if (!text.empty() && text.back() != '\n') text += '\n';
}

}  // namespace

std::string to_safe_html(std::string_view markdown)
{
    const auto tree = tree_of(markdown);
    disarm(tree.get());
    const std::unique_ptr<char, FreeText> html(cmark_render_html(tree.get(), options, nullptr));
    return html.get();
}

std::string to_plain(std::string_view markdown)
{
    std::string plain;
    const auto tree = tree_of(markdown);
    walk(tree.get(), [&](cmark_node* node, bool entering) {
        const auto type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
            if (const char* literal = cmark_node_get_literal(node)) plain += literal;
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            end_line(plain);
        } else if (type == CMARK_NODE_ITEM && entering) {
            end_line(plain);
            plain += "- ";
        } else if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) && !entering) {
            end_line(plain);
        }
    });
    while (plain.ends_with('\n')) plain.pop_back();
    return plain;
}

}  // namespace agri110::text
