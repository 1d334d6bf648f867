// The inbox by what has to be done next. The server's order (next deadline first) is kept inside each group.
import type { ReportRow } from "../../api/types";

export const groupNames = ["accept", "again", "answer", "confirm"] as const;
export type GroupName = (typeof groupNames)[number];

export function groupOf(row: ReportRow): GroupName {
  if (row.state === "assigned" || row.state === "escalated") return "accept";
  if (row.reporter_waits) return "again";
  return row.state === "answered" || row.state === "resolved" ? "confirm" : "answer";
}

export function grouped(rows: readonly ReportRow[]): { name: GroupName; rows: ReportRow[] }[] {
  return groupNames.map((name) => ({ name, rows: rows.filter((row) => groupOf(row) === name) })).filter((group) => group.rows.length > 0);
}
