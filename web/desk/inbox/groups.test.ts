// Nothing that waits for me may fall between the groups.
import { describe, expect, it } from "vitest";
import type { ReportRow, State } from "../../api/types";
import { grouped, groupOf } from "./groups";

const row = (state: State, reporter_waits = false) => ({ id: state, state, reporter_waits }) as ReportRow;

describe("the inbox", () => {
  it.each([["assigned", false, "accept"], ["escalated", false, "accept"], ["accepted", false, "answer"], ["visit_planned", false, "answer"], ["answered", false, "confirm"], ["answered", true, "again"], ["accepted", true, "again"], ["assigned", true, "accept"]] as const)(
    "puts %s (farmer waits: %s) under %s", (state, waits, group) => expect(groupOf(row(state, waits))).toBe(group));
  it("keeps the server's order inside a group and shows no empty group", () => {
    const rows = [row("accepted"), row("answered"), row("visit_planned")];
    expect(grouped(rows).map((group) => [group.name, group.rows.map((one) => one.id)])).toEqual([["answer", ["accepted", "visit_planned"]], ["confirm", ["answered"]]]);
  });
  it("loses no report, whatever its state", () => {
    const rows = (["submitted", "triage", "resolved", "closed"] as State[]).map((state) => row(state));
    expect(grouped(rows).flatMap((group) => group.rows)).toHaveLength(rows.length);
  });
});
