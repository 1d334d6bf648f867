// Plays cue after cue inside one transaction. The three files beside it: time.cpp (what passes by itself), deeds.cpp
// (what people do) and next.cpp (what they will do next).
#pragma once

#include <string_view>

#include "demo/play.hpp"
#include "service/report_view.hpp"

namespace agri110::demo {

class Player {
public:
    Player(storage::Transaction& tx, const Stage& stage, Scenery& scenery) : tx_(tx), stage_(stage), scenery_(scenery)
    {
    }

    /// The next deadline or cue, whichever comes first. False when nothing is left before the present.
    bool step();

private:
    using Done = Outcome<service::ReportView>;

    // time.cpp
    bool pass_deadline_before(Instant until);
    void break_day();
    void suspend_those_of(Day today);
    void play(const Cue& cue);

    // deeds.cpp
    void tell(std::size_t index);
    void choose_topic(Story& story);
    ReportDraft draft_of(const Story& story);
    std::vector<GivenAnswer> answers_about(const Topic& topic);
    Done do_deed(Deed deed, Story& story, const Report& report);
    Done place(Story& story, const Report& report);
    Done classify(Story& story, const Report& report);
    Done refuse_offer(Story& story, const Report& report);
    Done ask(Story& story, const Report& report);
    Done reply(Story& story, const Report& report);
    Done plan_visit(Story& story, const Report& report);
    Done answer(Story& story, const Report& report);
    Done follow_up(Story& story, const Report& report);
    Done resolve(Story& story, const Report& report);
    Done transfer(Story& story, const Report& report);
    Done confirm(Story& story, const Report& report);
    Done withdraw(Story& story, const Report& report);
    Done reject(Story& story, const Report& report);
    Done mark_duplicate(Story& story, const Report& report);
    Done reopen(Story& story, const Report& report);
    void make_case(const Report& report);
    void find_help_without_asking();
    bool is_needless(Deed deed, const Story& story, const Report& report) const;
    std::optional<CommissionerId> receiver_of(const Story& story, const Report& report) const;

    // next.cpp
    void destine(std::size_t index);
    std::optional<std::size_t> twin_of(std::size_t index) const;
    void follow(std::size_t index, const Report& report);
    void follow_waiting(std::size_t index, const Report& report);
    void follow_offer(std::size_t index, const Report& report);
    void follow_work(std::size_t index, const Report& report);
    void follow_answer(std::size_t index, const Report& report);
    void cue(std::size_t index, const Report& report, Deed deed, Instant at);
    void cue_scene(std::size_t index);
    Instant in(std::chrono::minutes shortest, std::chrono::minutes longest);
    Instant daytime(Instant at);
    std::optional<Feedback> drawn_verdict(bool again);

    service::Context context(Actor actor) const;
    service::Context as_holder(const Report& report) const;
    service::Context as_reporter(const Report& report) const;
    service::Context as_office(const Report& report) const;
    service::Context as_leader_or_office(const Report& report) const;
    bool is_animal(const Story& story) const { return stage_.script->subjects.at(story.topic.subject).animal; }
    std::string line(std::string_view key) { return dice().pick(stage_.script->said(key)); }
    std::string line(const Story& story, std::string key) { return line(is_animal(story) ? key + "_animal" : key); }
    Dice& dice() { return scenery_.dice; }
    Story& story(std::size_t index) { return scenery_.stories.at(index); }

    storage::Transaction& tx_;
    const Stage& stage_;
    Scenery& scenery_;
};

void push_cue(Scenery& scenery, Cue cue);
/// The next one; empty when there is none.
std::optional<Cue> pop_cue(Scenery& scenery);

}  // namespace agri110::demo
