import { expect, it } from "vitest";
import type { Confirmation, Message, Session, State } from "../../api/types";
import { mayMakeCase } from "./may-make";

const me = (role: Session["account"]["role"], leader = false): Session => ({
  account: { id: "1", name: "", role, commissioner: "c1" }, scope: { code: 530000, name: "" }, teams: [{ id: "t1", name: "", leader }], expires_at: "",
});
const report = (state: State, outcome: Confirmation["outcome"] | null, answered = true, holder = "c1") => ({
  state, confirmation: outcome && { outcome, score: null, text: "", at: "" }, commissioner: { id: holder, name: "", organisation: "", title: "" },
  team: { id: "t1", name: "" }, messages: answered ? [{ kind: "answer" } as Message] : [],
});

it.each([
  ["the holder of a solved report", report("closed", "solved"), me("commissioner"), true],
  ["the holder of one that got better", report("answered", "better"), me("commissioner"), true],
  ["the leader of the team", report("closed", "solved", true, "c2"), me("commissioner", true), true],
  ["an official", report("resolved", null, true, "c2"), me("official"), true],
  ["another commissioner", report("closed", "solved", true, "c2"), me("commissioner"), false],
  ["nobody while it is open", report("answered", null), me("commissioner"), false],
  ["nobody when it did not help", report("closed", "unsolved"), me("official"), false],
  ["nobody when there is no answer to learn from", report("closed", "solved", false), me("official"), false],
] as const)("a case can be made by %s", (_who, view, session, may) => expect(mayMakeCase(view, session)).toBe(may));
