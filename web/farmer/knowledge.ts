// The public knowledge page: find an article or a solved case, read it, or go on and report. #id is an article, #case/id a case.
import { common, knowledge as words } from "../messages/farmer.zh.json";
import { ApiProblem } from "../api/client";
import { listCrops, readDocument, searchKnowledge } from "../api/reporter";
import type { Article, DocumentName, PublicCase, FoundDocument } from "../api/types";
import { articleParts, helpedButton, kindOfDocument, marked, reviewMark } from "./article";
import { commonCrops, shownAs } from "./crops";
import { button, byId, fillWith, make, show } from "./dom";
import { cached, loadDraft, type Store } from "./keep";
import { askable } from "./offers";
import { say } from "./words";

export function documentIn(hash: string): DocumentName | null {
  const found = /^#(case\/)?([^/]+)$/.exec(hash);
  return found ? { type: found[1] ? "case" : "article", id: decodeURIComponent(found[2]!) } : null;
}
export const addressOf = (document: DocumentName): string => "#" + (document.type === "case" ? "case/" : "") + encodeURIComponent(document.id);

export function startKnowledge(store: Store): void {
  const input = byId<HTMLInputElement>("q");
  const results = byId("results");
  const status = byId("found");
  const reading = byId("reading");
  let turn = 0;

  const entry = (row: FoundDocument) => make("a", { class: "item", href: addressOf(row) },
    make("strong", {}, row.title), make("span", { class: "hint" }, kindOfDocument(row) + " ", row.reviewed ? null : reviewMark(false)),
    make("span", { class: "snippet" }, ...marked(row.snippet, row.marks)),
    row.helped > 0 && make("span", { class: "hint" }, say(words.helped, { n: row.helped })));

  const look = (asked: { q?: string; crop?: string }) => {
    const mine = ++turn;
    status.textContent = common.loading;
    fillWith(results);
    searchKnowledge({ q: asked.q, crop: asked.crop, limit: 10 }).then((found) => {
      if (mine !== turn) return;
      status.textContent = found.results.length ? say(words.found, { n: found.results.length }) : found.hint || words.none;
      fillWith(results, ...found.results.map(entry));
      byId("results-card").scrollIntoView();
    }, (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      if (mine !== turn) return;
      status.textContent = error.fields[0] ? error.fields[0].title : error.title;
      fillWith(results, button(common.again, "second", () => look(asked)));
    });
    show(byId("results-card"), true);
  };

  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const q = input.value.trim();
    if (!q) return input.focus();
    input.blur();   // the keyboard would cover what was found
    look({ q: askable(q) });
  });
  cached(store, "crops", Date.now(), () => listCrops().then((list) => list.crops)).then((crops) =>
    fillWith(byId("crops"), ...commonCrops(crops).map(({ crop, matched }) => button(shownAs(crop, matched), "chip", () => {
      input.value = "";
      look({ crop: crop.id });
    }))), () => undefined);

  const read = (document: Article | PublicCase) => {
    const heading = make("h1", { tabindex: "-1" }, document.title);
    fillWith(reading,
      make("div", { class: "hero" }, heading, make("p", {}, [document.crop_name, document.kind_name].filter(Boolean).join(" · ") + " ", reviewMark(document.reviewed))),
      make("article", { class: "card reading" }, ...articleParts(document, "h2"), helpedButton(store, document, () => loadDraft(store, null).county, words.thanks)),
      make("div", { class: "finish" }, make("a", { class: "main", href: document.crop ? "/?crop=" + encodeURIComponent(document.crop) : "/" }, words.report), back()));
    scrollTo(0, 0);
    heading.focus();
  };
  const back = () => make("a", { class: "quiet wide", href: "#" }, words.back);

  const open = () => {
    const wanted = documentIn(location.hash);
    show(byId("searching"), !wanted);
    show(reading, !!wanted);
    fillWith(reading, make("p", { class: "card middle", role: "status" }, common.loading));
    if (!wanted) return;
    readDocument(wanted).then((document) => {
      if (addressOf(document) === addressOf(wanted) && documentIn(location.hash)) read(document);
    }, (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      fillWith(reading, make("div", { class: "card", role: "alert" }, make("p", {}, error.status === 404 ? words.gone : error.title),
        error.status !== 404 && button(common.again, "second", open), back()));
    });
  };
  addEventListener("hashchange", open);
  open();
}
