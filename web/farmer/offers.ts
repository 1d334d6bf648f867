// "Look first, or ask": while the farmer writes, up to three articles or solved cases that may already help. It never
// holds up typing, never asks twice on a weak line, says nothing when it fails, and leaves the form as it is.
import { article as article_words, offers as words } from "../messages/farmer.zh.json";
import { ApiProblem } from "../api/client";
import { readDocument, searchKnowledge } from "../api/reporter";
import type { FoundKnowledge, FoundDocument } from "../api/types";
import { articleParts, helpedButton, kindOfDocument, marked, reviewMark } from "./article";
import { button, debounced, fillWith, make, show } from "./dom";
import type { Draft, Store } from "./keep";

/** What may leave the phone before anything is sent: the words, without numbers that could be a phone or an identity, and without a name given. */
export function askable(text: string): string {
  return text.replace(/\d[\d\s-]{4,}\d/g, " ").replace(new RegExp(words.names, "g"), " ").replace(/\s+/g, " ").trim().slice(0, 200);
}

export class Offers {
  private readonly box: HTMLElement;
  private readonly store: Store;
  private readonly draft: Draft;
  private readonly onAnswer: (found: FoundKnowledge) => void;
  private under: AbortController | null = null;
  private asked = "";
  private shown = "";
  private quietUntil = 0;
  /** true while people are in danger: then nothing may stand beside the red box */
  private muted = false;
  private readonly soon = debounced(700, () => void this.look());

  constructor(box: HTMLElement, store: Store, draft: Draft, onAnswer: (found: FoundKnowledge) => void) {
    this.box = box;
    this.store = store;
    this.draft = draft;
    this.onAnswer = onAnswer;
    this.soon();
  }

  /** The words, the crop or the place changed: look again when the fingers rest. */
  changed(): void {
    if (this.under) this.under.abort();
    this.soon();
  }

  mute(muted: boolean): void {
    this.muted = muted;
    show(this.box, !muted && !!this.box.firstChild);
  }

  private async look(): Promise<void> {
    const { crop, county } = this.draft;
    const q = askable(this.draft.text);
    const asked = JSON.stringify([q, crop && crop.id, county]);
    if (asked === this.asked || navigator.onLine === false || Date.now() < this.quietUntil) return;
    if (q.length < (crop ? 2 : 4)) {
      this.asked = "";
      return this.offer([]);
    }
    const under = (this.under = typeof AbortController === "undefined" ? null : new AbortController());
    try {
      const found = await searchKnowledge({ q, crop: crop ? crop.id : undefined, region: county === null ? undefined : county, limit: 3 },
        { retries: 0, timeoutSeconds: 10, signal: under ? under.signal : undefined });
      if (under !== this.under || (under && under.signal.aborted)) return;
      this.asked = asked;
      this.onAnswer(found);
      this.offer(found.results.slice(0, 3));
    } catch (error) {
      if (error instanceof ApiProblem && error.status > 0) this.quietUntil = Date.now() + Math.max(30, error.retryAfterSeconds) * 1000;
    }
  }

  private offer(rows: FoundDocument[]): void {
    const name = rows.map((row) => row.type + row.id).join();
    if (name === this.shown || this.box.querySelector("[aria-expanded=true]")) return;   // never change what is being read
    this.shown = name;
    if (rows.length) fillWith(this.box, make("h3", {}, words.heading), make("p", { class: "hint" }, words.lead), ...rows.map((row) => this.entry(row)));
    else fillWith(this.box);
    this.mute(this.muted);
  }

  private entry(row: FoundDocument): HTMLElement {
    const body = make("div", { class: "offer-body", hidden: true });
    const head = button("", "offer", () => open(head.getAttribute("aria-expanded") !== "true"));
    fillWith(head, make("strong", {}, row.title), make("span", { class: "hint" }, kindOfDocument(row) + " "), !row.reviewed && reviewMark(false),
      make("span", { class: "snippet" }, ...marked(row.snippet, row.marks)));
    head.setAttribute("aria-expanded", "false");
    let loaded = false;
    const open = (wanted: boolean) => {
      head.setAttribute("aria-expanded", String(wanted));
      show(body, wanted);
      if (wanted && !loaded) load();
    };
    const load = () => {
      fillWith(body, make("p", { class: "hint", role: "status" }, words.opening));
      readDocument(row, { retries: 1, timeoutSeconds: 15 }).then((document) => {
        loaded = true;
        fillWith(body, ...articleParts(document, "h3"), helpedButton(this.store, row, () => this.draft.county, words.thanks),
          button(article_words.fold, "quiet", () => {
            open(false);
            head.scrollIntoView({ block: "nearest" });
            head.focus();
          }));
      }, () => fillWith(body, make("p", { class: "hint" }, words.not_opened), button(words.again, "quiet", load)));
    };
    return make("div", { class: "offer-item" }, head, body);
  }
}
