// Who is offered to make a case of a report; the server has the last word.
import type { ReportView, Session } from "../../api/types";

export function mayMakeCase(view: Pick<ReportView, "state" | "confirmation" | "commissioner" | "team" | "messages">, session: Session | null): boolean {
  if (!session || !view.messages.some((message) => message.kind === "answer")) return false;
  const outcome = view.confirmation?.outcome;
  const finished = view.state === "resolved" || view.state === "closed" || outcome === "solved" || outcome === "better";
  const { role, commissioner } = session.account;
  const holder = !!commissioner && commissioner === view.commissioner?.id;
  const leads = session.teams.some((team) => team.leader && team.id === view.team?.id);
  return finished && outcome !== "unsolved" && (holder || leads || role === "official" || role === "admin");
}
