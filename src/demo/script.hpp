// What demo.toml says: the names, words, teams, crops and scenes that a demonstration is made of.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/permission.hpp"
#include "domain/region.hpp"
#include "domain/understanding.hpp"
#include "knowledge/knowledge.hpp"

namespace agri110::demo {

using Lines = std::vector<std::string>;

/// What people do to reports, one after the other; written like the values in demo.toml.
enum class Deed {
    tell,
    place,     // the office finds a place for what waits in triage
    classify,  // the holder corrects the kind of problem
    accept,
    refuse,
    ask,
    reply,
    plan_visit,
    answer,
    follow_up,
    resolve,
    transfer,
    confirm,  // the reporter's verdict, whatever it is
    withdraw,
    reject,
    mark_duplicate,
    reopen,
};

struct Problem {
    ProblemKind kind = ProblemKind::other;
    double weight = 1;
    Lines signs{};  // what a farmer sees
    Lines advice{};
};

struct Subject {
    std::string crop{};
    Lines words{};  // what farmers call it
    double share = 1;
    std::array<double, 12> months{};
    std::vector<RegionCode> homes{};  // counties known for it; one that stands twice counts twice
    std::vector<RegionCode> also{};   // prefectures that have it as well
    std::vector<Problem> problems{};
    bool animal = false;
};

struct TeamPlan {
    std::string name{};
    std::string industry{};
    RegionCode region = 0;  // a county, or the province
    std::string label{};    // as it stands in names of offices
    double size = 1;
    bool animal = false;
    int leader_limit = 8;
};

struct AccountPlan {
    Role role = Role::commissioner;
    std::string name{};
    std::string phone{};
    RegionCode region = 0;  // of staff
    std::string team{};     // of commissioners and leaders
    std::string hint{};
};

/// A report arranged beforehand, so that there is something to see in every list.
struct Scene {
    enum class Receiver { anyone, holder, leader };  // the commissioner of the demonstration; the leader of the team
    struct Step {
        Deed deed = Deed::tell;
        std::chrono::minutes ago{};
    };
    std::string crop{};  // "" when the farmer did not make clear which
    RegionCode county = 0;
    std::chrono::minutes told{};     // before the present
    Receiver to = Receiver::anyone;  // of a transfer
    std::vector<Step> steps{};
};

/// Immutable once read; texts hold places such as {crop} and {village}.
struct Script {
    std::vector<AccountPlan> accounts{};
    std::vector<TeamPlan> teams{};
    std::vector<Subject> subjects{};
    std::vector<Scene> scenes{};
    std::map<std::string, Lines, std::less<>> names{};
    std::map<std::string, Lines, std::less<>> speech{};

    /// Throws ScriptError for a key that demo.toml lacks.
    const Lines& name_list(std::string_view key) const;
    const Lines& said(std::string_view key) const;
};

/// Throws ScriptError for broken TOML, and for crops and regions that `knowledge` does not have.
Script read_script(std::string_view toml, const Knowledge& knowledge);

/// `text` with each {name} replaced.
std::string filled(std::string text, const std::map<std::string, std::string>& places);

}  // namespace agri110::demo
