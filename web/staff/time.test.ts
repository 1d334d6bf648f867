// Times as people read them, whatever the zone of the machine.
import { describe, expect, it } from "vitest";
import { fromLocalInput, moment, month, remaining, shortDay, span } from "./time";

const minute = 60_000, hour = 60 * minute, day = 24 * hour;
const noon = Date.parse("2026-11-23T12:00:00+08:00");

describe("a span", () => {
  it.each([[0, "0 分钟"], [59 * minute, "59 分钟"], [hour, "1 小时"], [3 * hour + 20 * minute, "3 小时 20 分"], [2 * day, "2 天"], [2 * day + 3 * hour + 59 * minute, "2 天 3 小时"]])(
    "of %i ms reads %s", (length, text) => expect(span(length)).toBe(text));
});

const answer = (due_at: string) => ({ kind: "answer" as const, due_at });
describe("a deadline", () => {
  it("of closing by itself is nobody's debt", () => expect(remaining({ kind: "close", due_at: "2026-11-01T12:00:00+08:00" }, noon)).toEqual({ text: "随时", level: "calm" }));
  it("is calm while there is time", () => expect(remaining(answer("2026-11-23T18:00:00+08:00"), noon)).toEqual({ text: "还剩 6 小时", level: "calm" }));
  it("is soon in the last two hours", () => expect(remaining(answer("2026-11-23T13:59:00+08:00"), noon).level).toBe("soon"));
  it("is overdue at the very instant", () => expect(remaining(answer("2026-11-23T12:00:00+08:00"), noon).level).toBe("overdue"));
  it("says by how much it was missed", () => expect(remaining(answer("2026-11-21T12:00:00+08:00"), noon).text).toBe("已超 2 天"));
});

describe("a moment", () => {
  it.each([["2026-11-23T00:05:00+08:00", "今天 00:05"], ["2026-11-22T23:59:00+08:00", "昨天 23:59"], ["2026-03-06T09:30:00+08:00", "3月6日 09:30"], ["2025-12-31T09:30:00+08:00", "2025年12月31日 09:30"]])(
    "%s reads %s", (time, text) => expect(moment(time, noon)).toBe(text));
  it("is Beijing's day, not Greenwich's", () => expect(moment("2026-11-22T16:30:00Z", noon)).toBe("今天 00:30"));
});

describe("days and months", () => {
  it("leaves this year out", () => expect(shortDay("2026-05-01", noon)).toBe("5月1日"));
  it("goes over the end of a year", () => expect([month.add("2026-11", 2), month.add("2026-01", -1), month.add("2026-11", -11)]).toEqual(["2027-01", "2025-12", "2025-12"]));
  it("knows how long February is", () => expect([month.last("2026-02"), month.last("2028-02")]).toEqual(["2026-02-28", "2028-02-29"]));
  it("gives the picked time Beijing's zone", () => expect(fromLocalInput("2026-11-24T09:00")).toBe("2026-11-24T09:00:00+08:00"));
});
