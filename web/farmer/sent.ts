// What the farmer sees after sending: the number, who has it, by when, and the address to keep.
import { common, sent as words } from "../messages/farmer.zh.json";
import type { AssignmentNote, Receipt } from "../api/types";
import { button, byId, copyText, fillWith, make, show } from "./dom";
import { dangerOf, showDanger } from "./urgent";
import { timeWords } from "./words";

/** A tracking address as a person can keep it, whether the server gave a path or a whole address. */
export const fullAddress = (url: string): string => new URL(url, location.href).href;

/** Who has it, from where: a named person, or the team, or the office that looks for someone. */
export function assigned(note: AssignmentNote): HTMLElement {
  const { commissioner, team } = note;
  return make("div", { class: "person" },
    make("i", { class: "face", "aria-hidden": "true" }, commissioner ? commissioner.name.slice(0, 1) : ""),
    make("div", {},
      make("strong", {}, commissioner ? commissioner.name : team ? team.name : words.waiting),
      commissioner && make("span", {}, [commissioner.title, commissioner.organisation].filter(Boolean).join(common.separator)),
      !commissioner && team && make("span", {}, words.team_only),
      commissioner && team && make("span", { class: "hint" }, team.name)));
}

export function showSent(receipt: Receipt): void {
  const { assignment } = receipt;
  const url = fullAddress(receipt.tracking.url);
  const copied = make("p", { class: "hint middle", role: "status" });
  const heading = make("h1", { tabindex: "-1" }, words.title);
  const danger = make("section", { class: "urgent", role: "alert", hidden: true });
  showDanger(danger, dangerOf(receipt.understanding), receipt.alert_text);
  const view = byId("sent-view");
  fillWith(view,
    make("div", { class: "hero done" },
      make("i", { class: "big-tick", "aria-hidden": "true" }), heading,
      make("p", { class: "number" }, words.number, make("b", {}, receipt.number))),
    danger,
    make("section", { class: "card" },
      make("h2", {}, words.who), assigned(assignment),
      assignment.respond_by && make("div", { class: "fact" }, make("span", {}, words.by), make("b", {}, timeWords(assignment.respond_by, Date.now()))),
      make("div", { class: "fact" }, make("span", {}, words.late), make("p", {}, assignment.if_late)),
      make("p", { class: "hint" }, words.call)),
    make("section", { class: "card keep" },
      make("h2", {}, words.keep), make("p", {}, words.keep_hint),
      make("p", { class: "address" }, url),
      make("a", { class: "main", href: url }, words.open),
      button(words.copy, "second", () => void copyText(url).then((done) => (copied.textContent = done ? common.copied : common.copy_failed))),
      copied),
    assignment.explanation.length > 0 && make("section", { class: "card" },
      make("h2", {}, assignment.commissioner ? words.why : words.why_waiting), ...assignment.explanation.map((line) => make("p", {}, line))),
    make("p", { class: "middle" }, make("a", { class: "quiet", href: "/" }, words.another)));
  show(byId("form-view"), false);
  show(view, true);
  scrollTo(0, 0);
  heading.focus();
}
