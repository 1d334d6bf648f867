// Which target belongs to a method and a path. Knows patterns only; what a target is, its user decides.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.hpp"

namespace agri110::http {

/// The values of a pattern's placeholders, in the order they stand in the path.
class PathParameters {
public:
    void push(std::string_view name, std::string_view value) { pairs_.emplace_back(name, value); }
    void pop() { pairs_.pop_back(); }
    std::size_t size() const { return pairs_.size(); }
    /// nullptr when the pattern has no such placeholder.
    const std::string* find(std::string_view name) const;
    /// Throws std::out_of_range when the pattern has no such placeholder: a programmer's error.
    const std::string& at(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

/// Segments of a pattern or a path: "/a/b" has "a" and "b", "/" has one empty segment.
std::vector<std::string_view> split_path(std::string_view path);
/// The name in "{name}"; nothing for a static segment. Throws std::invalid_argument for a stray brace or an empty name.
std::optional<std::string_view> placeholder_name(std::string_view segment);
/// A value for the Allow header: "GET, HEAD, POST".
std::string allow_header(std::span<const Method> methods);

/// What `Router::find` says: found (`target` set), path known but method not (`allowed` not empty), or neither.
template <class T>
struct RouteMatch {
    const T* target = nullptr;
    std::string_view pattern{};  // lives as long as the router
    PathParameters parameters{};
    std::vector<Method> allowed{};
};

/// Filled once at start, then safe to read from any thread. Static segments beat placeholders; a placeholder takes
/// exactly one segment that is not empty. HEAD goes where GET goes unless it has a target of its own.
template <class T>
class Router {
public:
    /// Throws std::invalid_argument for a bad pattern or one that is there already for this method.
    void add(Method method, std::string pattern, T target)
    {
        if (!pattern.starts_with('/')) throw std::invalid_argument("a route pattern starts with '/': " + pattern);
        Node* node = &root_;
        for (const auto segment : split_path(pattern)) node = &node->child(segment);
        if (node->find(method)) throw std::invalid_argument("a route is declared twice: " + pattern);
        node->leaves.push_back(Leaf{method, std::move(pattern), std::move(target)});
    }

    RouteMatch<T> find(Method method, std::string_view path) const
    {
        RouteMatch<T> match;
        if (path.starts_with('/')) descend(root_, split_path(path), method, match);
        return match;
    }

private:
    struct Leaf {
        Method method;
        std::string pattern;
        T target;
    };

    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
        std::map<std::string, std::unique_ptr<Node>, std::less<>> placeholders;  // by name
        std::vector<Leaf> leaves;

        Node& child(std::string_view segment)
        {
            const auto name = placeholder_name(segment);
            auto& slot = name ? placeholders[std::string{*name}] : fixed[std::string{segment}];
            if (!slot) slot = std::make_unique<Node>();
            return *slot;
        }

        const Leaf* find(Method method) const
        {
            for (const auto& leaf : leaves) {
                if (leaf.method == method) return &leaf;
            }
            return nullptr;
        }
    };

    static bool descend(const Node& node, std::span<const std::string_view> rest, Method method, RouteMatch<T>& match)
    {
        if (rest.empty()) return settle(node, method, match);
        const auto fixed = node.fixed.find(rest.front());
        if (fixed != node.fixed.end() && descend(*fixed->second, rest.subspan(1), method, match)) return true;
        if (rest.front().empty()) return false;
        for (const auto& [name, child] : node.placeholders) {
            match.parameters.push(name, rest.front());
            if (descend(*child, rest.subspan(1), method, match)) return true;
            match.parameters.pop();
        }
        return false;
    }

    static bool settle(const Node& node, Method method, RouteMatch<T>& match)
    {
        const auto* leaf = node.find(method);
        if (!leaf && method == Method::head) leaf = node.find(Method::get);
        if (!leaf) {
            for (const auto& each : node.leaves) match.allowed.push_back(each.method);
            return false;
        }
        match.allowed.clear();
        match.target = &leaf->target;
        match.pattern = leaf->pattern;
        return true;
    }

    Node root_;
};

}  // namespace agri110::http
