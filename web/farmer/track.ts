// Following a report by its secret address: state, people, answer, talk, and the farmer's own word on how it went.
import { common, track as words, track_page } from "../messages/farmer.zh.json";
import { ApiProblem, newKey } from "../api/client";
import { confirmReport, readTrack, reopenByReporter, sendMessage, withdrawReport } from "../api/reporter";
import type { ConfirmationDraft, Message, Outcome, State, TrackView } from "../api/types";
import { button, byId, fillWith, focusField, make, setFieldError, show } from "./dom";
import { forget, keep, keepReport, keptReports, readKept, type Store } from "./keep";
import { photoRow } from "./lightbox";
import { PhotoField } from "./photos";
import { assigned } from "./sent";
import { dangerOfAlert, showDanger } from "./urgent";
import { say, timeWords } from "./words";

/** Which of the five steps a state stands on; 0 for the side exits, which have no progress line. */
export function stepOf(state: State): number {
  const steps: { [state in State]: number } = {
    submitted: 1, triage: 1, assigned: 2, escalated: 2, accepted: 3, visit_planned: 3, answered: 4, resolved: 5, closed: 5,
    withdrawn: 0, duplicate: 0, rejected: 0,
  };
  return steps[state] ?? 0;
}

/** Seconds to the next look: 30, slowly longer while nothing happens, twice as long after each failure, 5 minutes at most. */
export function nextLook(quietLooks: number, failures: number): number {
  return Math.min(300, 30 * Math.pow(2, failures) * Math.max(1, quietLooks / 10));
}

const photoLabel = (n: number) => say(words.photo_open, { n });
const paragraphs = (text: string) => text.split(/\n+/).filter((line) => line.trim()).map((line) => make("p", {}, line));

export function startTrack(store: Store): void {
  addEventListener("hashchange", () => location.reload());
  const token = decodeURIComponent(location.hash.slice(1));
  if (!token) return showUnknown();

  let seen = "";
  let view: TrackView | null = null;
  let quiet = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // ---- looking, gently ----
  const plan = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (document.hidden ? undefined : void look()), nextLook(quiet, failures) * 1000);
  };
  const look = async () => {
    try {
      const fresh = await readTrack(token, { retries: view ? 0 : 2 });
      failures = 0;
      quiet = apply(fresh) ? 0 : quiet + 1;
      show(byId("old"), false);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 404) {
        forget(store, "track." + token);
        return showUnknown();
      }
      failures++;
      const kept = view ? null : readKept<{ at: string; view: TrackView }>(store, "track." + token);
      if (kept) {
        apply(kept.view, false);
        byId("old").textContent = say(words.old, { time: timeWords(kept.at, Date.now()) });
        show(byId("old"), true);
      } else if (!view) {
        fillWith(byId("failed"), make("p", {}, error.title), button(common.again, "main", () => location.reload()));
        show(byId("failed"), true);
        show(byId("loading"), false);
      }
    }
    plan();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    quiet = 0;
    void look();
  });
  addEventListener("online", () => {
    failures = 0;
    void look();
  });

  /** Draws what is new; true when something was. */
  const apply = (fresh: TrackView, keepIt = true): boolean => {
    const text = JSON.stringify(fresh);
    if (text === seen) return false;
    const before = view;
    seen = text;
    view = fresh;
    draw(fresh);
    if (keepIt) {
      keep(store, "track." + token, { at: new Date().toISOString(), view: fresh });
      const kept = keptReports(store).filter((report) => report.token === token)[0];
      if (!kept) keepReport(store, { number: fresh.number, token, at: fresh.submitted_at, excerpt: fresh.text.slice(0, 40) });
    }
    if (before && fresh.messages.length > before.messages.length && fresh.messages[fresh.messages.length - 1]!.from !== "reporter") tell(words.changed, byId("answer"));
    show(byId("loading"), false);
    show(byId("failed"), false);
    show(byId("view"), true);
    return true;
  };

  // ---- the farmer's own acts ----
  const act = async (form: HTMLElement, field: string, work: () => Promise<TrackView>, thanks: string, thanksAt = byId("answer")): Promise<boolean> => {
    if (form.classList.contains("busy")) return false;
    form.classList.add("busy");
    setFieldError(field, null);
    try {
      apply(await work());
      quiet = failures = 0;
      plan();
      tell(thanks, thanksAt);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFieldError(field, error.status === 0 ? words.not_sent : error.fields[0]?.title ?? error.title);
      if (error.status === 409) void look();   // someone was faster: show what is true now
      return false;
    } finally {
      form.classList.remove("busy");
    }
  };
  /** Says what happened, above `place`, where the farmer is looking. */
  const tell = (text: string, place: HTMLElement) => {
    const news = byId("news");
    place.parentNode!.insertBefore(news, place);
    news.textContent = text;
    show(news, true);
    news.scrollIntoView({ block: "center" });
  };

  startConfirmation((draft, key) => act(byId("confirm"), "confirm-text", () => confirmReport(token, draft, { key }),
    draft.outcome === "unsolved" ? words.thanks + words.unsolved_hint : words.thanks, byId("confirmation")));
  startTalk(store, token, (text, photos, key) => act(byId("talk"), "say", () => sendMessage(token, photos.length ? { text, photos } : { text }, { key }), words.said, byId("talk")));

  const reason = byId<HTMLTextAreaElement>("reason");
  byId("reopen").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!reason.value.trim()) {
      setFieldError("reason", words.missing_text);
      return focusField("reason");
    }
    void act(byId("reopen"), "reason", () => reopenByReporter(token, { reason: reason.value.trim() }), words.reopened);
  });

  const askWithdraw = (asked: boolean) => {
    show(byId("withdraw-ask"), !asked);
    show(byId("withdraw-sure"), asked);
    byId(asked ? "withdraw-no" : "withdraw-ask").focus();
  };
  byId("withdraw-ask").addEventListener("click", () => askWithdraw(true));
  byId("withdraw-no").addEventListener("click", () => askWithdraw(false));
  byId("withdraw-yes").addEventListener("click", () =>
    void act(byId("withdraw"), "withdraw", () => withdrawReport(token, {}), words.withdrawn));

  void look();
}

function startConfirmation(send: (draft: ConfirmationDraft, key: string) => Promise<boolean>): void {
  const outcomes = Array.prototype.slice.call(document.getElementsByName("outcome")) as HTMLInputElement[];
  const stars = byId("score");
  let score = 0;
  const star = (n: number) => button("★", "star", () => {
    score = score === n ? 0 : n;
    paint();
  });
  const buttons = [1, 2, 3, 4, 5].map(star);
  const paint = () => buttons.forEach((one, i) => {
    one.classList.toggle("on", i < score);
    one.setAttribute("aria-pressed", String(i + 1 === score));
    one.setAttribute("aria-label", say(words.stars, { n: i + 1 }));
  });
  fillWith(stars, ...buttons);
  paint();
  outcomes.forEach((choice) => choice.addEventListener("change", () => {
    show(byId("confirm-more"), true);
    setFieldError("outcome", null);
    byId("outcome-hint").textContent = choice.value === "unsolved" ? words.unsolved_hint : "";
  }));
  let attempt = { body: "", key: "" };
  byId("confirm").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = outcomes.filter((choice) => choice.checked)[0];
    if (!chosen) {
      setFieldError("outcome", words.missing_outcome);
      return focusField("outcome");
    }
    const draft: ConfirmationDraft = { outcome: chosen.value as Outcome };
    const text = byId<HTMLTextAreaElement>("confirm-text").value.trim();
    if (score) draft.score = score as ConfirmationDraft["score"];
    if (text) draft.text = text;
    const body = JSON.stringify(draft);
    if (attempt.body !== body) attempt = { body, key: newKey() };
    void send(draft, attempt.key);
  });
}

function startTalk(store: Store, token: string, send: (text: string, photos: string[], key: string) => Promise<boolean>): void {
  const input = byId<HTMLTextAreaElement>("say");
  const photos = new PhotoField(byId("say-photos"), "talk." + token);
  const kept = "say." + token;
  photos.uploadAtOnce = true;
  input.value = readKept<string>(store, kept) ?? "";
  input.addEventListener("input", () => {
    keep(store, kept, input.value);
    setFieldError("say", null);
  });
  let attempt = readKept<{ body: string; key: string }>(store, kept + ".attempt") ?? { body: "", key: "" };
  byId("talk").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) {
      setFieldError("say", words.missing_text);
      return focusField("say");
    }
    if (photos.count && !(await photos.uploadAll())) return;   // the photos say themselves what is wrong
    const body = JSON.stringify([text, photos.ids]);
    if (attempt.body !== body) attempt = { body, key: newKey() };
    keep(store, kept + ".attempt", attempt);
    if (!(await send(text, photos.ids, attempt.key))) return;
    input.value = "";
    forget(store, kept);
    forget(store, kept + ".attempt");
    attempt = { body: "", key: "" };
    photos.clear();
  });
}

function showUnknown(): void {
  fillWith(byId("failed"), make("h1", {}, words.unknown_title), make("p", {}, words.unknown_text), make("a", { class: "main", href: "/mine" }, words.unknown_link));
  show(byId("failed"), true);
  show(byId("view"), false);
  show(byId("loading"), false);
}

// ---- drawing ------------------------------------------------------------------------------------------------------

function draw(view: TrackView): void {
  const now = Date.now();
  const answers = view.messages.filter((message) => message.kind === "answer");
  const answer = answers[answers.length - 1];

  fillWith(byId("state"), make("p", { class: "number small" }, say(words.number, { number: view.number })), make("h1", {}, view.state_text), progress(view.state));

  showDanger(byId("alert"), dangerOfAlert(view.alert), view.alert_text);
  show(byId("answer"), !!answer);
  if (answer)
    fillWith(byId("answer"), make("h2", {}, words.answer), ...paragraphs(answer.text), photoRow(answer.photos, photoLabel),
      make("p", { class: "hint" }, say(words.answer_by, { author: answer.author, time: timeWords(answer.at, now) })));

  const may = (what: TrackView["may"][number]) => view.may.indexOf(what) >= 0;
  show(byId("confirm"), may("confirm"));
  show(byId("talk"), may("message"));
  show(byId("reopen"), may("reopen"));
  show(byId("withdraw"), may("withdraw"));

  const { confirmation, assignment, visit } = view;
  show(byId("confirmation"), !!confirmation);
  if (confirmation)
    fillWith(byId("confirmation"), make("h2", {}, say(words.outcome, { outcome: track_page[confirmation.outcome] })),
      !!confirmation.score && make("p", { class: "score", role: "img", "aria-label": say(words.score, { n: confirmation.score }) }, "★★★★★".slice(0, confirmation.score)),
      confirmation.text && make("p", {}, confirmation.text),
      make("p", { class: "hint" }, timeWords(confirmation.at, now)));

  const over = stepOf(view.state) === 0 || stepOf(view.state) === 5;
  const waiting = !over && !answer && assignment.respond_by;
  const passed = waiting && Date.parse(assignment.respond_by!) < now;
  show(byId("who"), stepOf(view.state) > 0 && !(over && !assignment.team));
  fillWith(byId("who"), make("h2", {}, over ? words.who_did : words.who), assigned(assignment),
    waiting && make("p", { class: passed ? "due passed" : "due" }, say(passed ? words.by_passed : words.by, { time: timeWords(assignment.respond_by!, now) })),
    visit && make("div", { class: "fact" }, make("span", {}, words.visit), make("b", {}, say(words.visit_at, { time: timeWords(visit.at, now) })), visit.note && make("p", {}, visit.note)),
    waiting && make("div", { class: "fact" }, !passed && make("span", {}, words.late), make("p", {}, assignment.if_late)),
    !over && !answer && assignment.explanation.length > 0 && make("div", { class: "why" }, ...assignment.explanation.map((line) => make("p", {}, line))));

  show(byId("talk-card"), may("message") || view.messages.length > 0);
  fillWith(byId("messages"), ...(view.messages.length ? view.messages.map((message) => bubble(message, message === answer, now)) : [make("p", { class: "hint" }, words.no_messages)]));

  const place = view.county.name + (view.township ? view.township.name : "") + view.village;
  fillWith(byId("told"), ...paragraphs(view.text), photoRow(view.photos, photoLabel),
    ...(view.answers || []).map(({ question, answer: said }) => make("div", { class: "fact" }, make("span", {}, question), make("p", {}, said))),
    make("p", { class: "hint" }, [view.crop ? view.crop.name : "", place, timeWords(view.submitted_at, now)].filter(Boolean).join(" · ")));

  fillWith(byId("history"), ...view.history.map((line) => make("li", {}, make("span", { class: "hint" }, timeWords(line.at, now)), make("p", {}, line.text))));
}

function progress(state: State): HTMLElement | null {
  const at = stepOf(state);
  if (!at) return null;
  const label = say(words.step_now, { at, all: words.steps.length, name: words.steps[at - 1]! });
  return make("div", { class: "steps", role: "img", "aria-label": label },
    ...words.steps.map((name, i) => make("div", { class: i + 1 < at ? "past" : i + 1 === at ? "now" : "" }, make("span", {}, name))));
}

function bubble(message: Message, shownAbove: boolean, now: number): HTMLElement {
  const mine = message.from === "reporter";
  return make("div", { class: mine ? "bubble mine" : "bubble" },
    make("p", { class: "hint" }, say(words.answer_by, { author: mine ? words.you : message.author, time: timeWords(message.at, now) })),
    ...(shownAbove ? [make("p", {}, words.answer_above)] : [...paragraphs(message.text), photoRow(message.photos, photoLabel)]));
}
