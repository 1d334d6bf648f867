// Which actions the page offers, in which order; what may be done at all comes from the server (`may`).
import type { StaffAction } from "../../../api/types";

export const order: readonly StaffAction[] = [
  "accept", "assign", "answer", "resolve", "refuse", "ask", "plan_visit", "transfer", "reopen", "reclassify", "clear_alert", "raise_alert", "mark_duplicate", "reject",
];

/** The two that stand out, and the rest. Transfer is left out where assign means the same door. */
export function arrange(may: readonly StaffAction[]): { first: StaffAction[]; rest: StaffAction[] } {
  const offered = order.filter((action) => may.includes(action) && !(action === "transfer" && may.includes("assign")));
  return { first: offered.slice(0, 2), rest: offered.slice(2) };
}
