// What a report keeps in its history and reads back.
#include "domain/report.hpp"

#include <gtest/gtest.h>

namespace agri110 {
namespace {

TEST(AlertNotes, WhatWasJudgedAndWhyReadBackAsTheyWereWritten)
{
    for (const auto alert : all_alerts())
        for (const std::string reason : {"", "只是普通拉稀", "看过: 两头, 都好了", "none"}) {
            const auto read = read_alert_note(write_note({alert, reason}));
            ASSERT_TRUE(read) << name_of(alert) << " " << reason;
            EXPECT_EQ(read->alert, alert);
            EXPECT_EQ(read->reason, reason);
        }
}

TEST(AlertNotes, AnotherNoteIsNotTakenForOne)
{
    for (const auto* note : {"", "随便写的", "not_my_field: 不会", "mass_deaths"})
        EXPECT_FALSE(read_alert_note(note)) << note;
}

}  // namespace
}  // namespace agri110
