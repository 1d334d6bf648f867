import { expect, test } from "vitest";
import { say, timeWords } from "./words";

const now = Date.parse("2026-11-24T15:30:00+08:00");

test.each([
  ["2026-11-24T09:05:00+08:00", "今天 09:05"],
  ["2026-11-24T00:00:00+08:00", "今天 00:00"],
  ["2026-11-23T23:59:00+08:00", "昨天 23:59"],
  ["2026-11-25T08:00:00+08:00", "明天 08:00"],
  ["2026-11-30T15:30:00+08:00", "11月30日 15:30"],
  ["2027-01-02T15:30:00+08:00", "2027年1月2日 15:30"],
  ["2026-11-24T18:00:00Z", "明天 02:00"],
])("TimesAreBeijingTimeInPlainWords %s", (time, words) => expect(timeWords(time, now)).toBe(words));

test("ATimeThatCannotBeReadIsShownAsItCame", () => expect(timeWords("soon", now)).toBe("soon"));
test("GapsAreFilledAndUnknownOnesStay", () => expect(say("{n} of {all}", { n: 2 })).toBe("2 of {all}"));
