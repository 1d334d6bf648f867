// An article or a solved case as a farmer reads it: on the form in place, and on the knowledge page.
import { article as words, common } from "../messages/farmer.zh.json";
import { newKey } from "../api/client";
import { sayHelped } from "../api/reporter";
import { safeParts } from "../api/safe-html";
import type { Article, DocumentName, PublicCase, FoundDocument } from "../api/types";
import { button, fillWith, make } from "./dom";
import { keep, readKept, type Store } from "./keep";
import { say } from "./words";

/** The snippet with what was asked for marked; marks that do not fit the text are left out. */
export function marked(text: string, marks: FoundDocument["marks"]): (Node | string)[] {
  const out: (Node | string)[] = [];
  let at = 0;
  for (const { begin, end } of marks) {
    if (begin < at || end <= begin || end > text.length) continue;
    out.push(text.slice(at, begin), make("mark", {}, text.slice(begin, end)));
    at = end;
  }
  return out.concat(text.slice(at));
}

/** [11, 12, 1, 4] → "11—1月、4月"; all twelve → "" */
export function monthsInWords(months: number[]): string {
  const has = (month: number) => months.indexOf(((month + 11) % 12) + 1) >= 0;
  if (months.length >= 12) return "";
  const spans: string[] = [];
  months.forEach((first) => {
    if (has(first - 1)) return;
    let last = first;
    while (has(last + 1)) last++;
    spans.push(last === first ? say(words.month, { first }) : say(words.months, { first, last: ((last + 11) % 12) + 1 }));
  });
  return spans.join(words.list);
}

export const reviewMark = (reviewed: boolean): HTMLElement => make("span", { class: reviewed ? "reviewed" : "unreviewed" }, reviewed ? words.reviewed : words.unreviewed);

export const kindOfDocument = (row: FoundDocument): string =>
  [row.type === "case" ? words.case : words.article, row.crop_name, row.kind_name].filter(Boolean).join(" · ");

/** Everything under the title. `level` of the sections' headings: h3 inside the form, h2 on a page of its own. */
export function articleParts(document: Article | PublicCase, level: "h2" | "h3"): HTMLElement[] {
  const about = document.type === "case"
    ? [say(words.solved_at, { county: document.county.name, month: document.month })]
    : [document.also.length && say(words.also, { names: document.also.join(words.list) }),
      document.altitude && say(words.altitude, document.altitude),
      document.months.length && monthsInWords(document.months)];
  const sources = document.type === "article" ? document.sources : [];
  const facts = about.filter(Boolean).join(" · ");
  return [
    !document.reviewed && make("p", { class: "unsure" }, words.unreviewed_hint),
    facts && make("p", { class: "hint" }, facts),
    ...document.sections.map(({ heading, html }) => make("section", { class: "part" }, make(level, {}, heading), ...safeParts(html))),
    sources.length > 0 && make("div", { class: "hint sources" }, make("b", {}, words.sources), make("ul", {}, ...sources.map((source) => {
      const name = [source.title, source.publisher, source.year].filter(Boolean).join(common.separator);
      return make("li", {}, /^https?:/.test(source.address) ? make("a", { href: source.address, rel: "noopener noreferrer", target: "_blank" }, name) : name);
    }))),
  ].filter((part): part is HTMLElement => !!part);
}

/** "This solved it": counted once a phone, then thanks; what was written stays where it is. */
export function helpedButton(store: Store, document: DocumentName, county: () => number | null, thanks: string): HTMLElement {
  const name = document.type + "/" + document.id;
  const told = () => readKept<string[]>(store, "helped") || [];
  const box = make("div", { class: "helped", role: "status" });
  const thank = () => fillWith(box, make("p", { class: "thanks" }, thanks));
  if (told().indexOf(name) >= 0) {
    thank();
    return box;
  }
  const key = newKey();
  let body: (DocumentName & { county?: number }) | null = null;   // the same words under the same key when it is tapped again
  const note = make("p", { class: "error", hidden: true }, words.not_counted);
  const tap = button(words.helped, "second", () => {
    if (tap.disabled) return;
    tap.disabled = true;
    note.hidden = true;
    const at = county();
    body = body || (at === null ? { type: document.type, id: document.id } : { type: document.type, id: document.id, county: at });
    sayHelped(body, { key, retries: 1 }).then(() => {
      keep(store, "helped", told().concat(name).slice(-50));
      thank();
    }, () => {
      tap.disabled = false;
      note.hidden = false;
    });
  });
  fillWith(box, tap, note);
  return box;
}
