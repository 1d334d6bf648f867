// Figures must not say more than they know.
import { describe, expect, it } from "vitest";
import type { Figures } from "../../api/types";
import { figure, rate, share } from "./figures";

const figures = { on_time: 8, late: 2, solved: 3, better: 1, unsolved: 1, not_tried: 0, no_feedback: 5, on_time_rate: 0.8, solved_rate: 0.3, first_answer_median_minutes: 200, first_answer_p90_minutes: null } as Figures;

describe("a figure", () => {
  it.each([[null, "样本不足"], [0, "0%"], [1, "100%"], [0.8333, "83.3%"]])("rate %s reads %s", (value, text) => expect(rate(value)).toBe(text));
  it("shows what a rate is made of; silence is never counted as solved", () => expect([share(figures, "on_time_rate"), share(figures, "solved_rate")]).toEqual(["8 / 10 件", "3 / 10 件"]));
  it("says minutes in words and owns up to too few cases", () => expect([figure(figures, "first_answer_median_minutes"), figure(figures, "first_answer_p90_minutes")]).toEqual(["3 小时 20 分", "样本不足"]));
});
