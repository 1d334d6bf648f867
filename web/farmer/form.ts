// The report form: every keystroke is kept on the phone, and what was sent once is never sent as a second report.
import { common, form as words, home_page } from "../messages/farmer.zh.json";
import { ApiProblem, newKey } from "../api/client";
import { readService, submitReport, understand } from "../api/reporter";
import type { ProblemKind, ReportDraft, Service } from "../api/types";
import { answersOf, wrongAnswers } from "./answers";
import { CropField } from "./crops";
import { button, byId, debounced, fillWith, focusField, make, setFieldError, show } from "./dom";
import { countyFromLink, cropFromLink, emptyDraft, finishDraft, keep, keepReport, keptReports, keyFor, loadDraft, readKept, saveDraft, type Draft, type Store } from "./keep";
import { more } from "./later";
import type { Offers } from "./offers";
import { PhotoField } from "./photos";
import { PlaceField } from "./places";
import type { QuestionCard } from "./questions";
import { showSent } from "./sent";
import { dangerIn, dangerOf, showDanger, type Danger } from "./urgent";
import { say } from "./words";

/** The server's field names and the elements that show them, in the order of the page. */
const fields: [RegExp, string][] = [
  [/^consent/, "consent"], [/^text/, "text"], [/^photos/, "photos"], [/^crop/, "crop"], [/^answers$/, "questions"], [/^county/, "county"], [/^township/, "township"],
  [/^village/, "village"], [/^reporter\.phone/, "phone"], [/^reporter\.name/, "name"], [/^reporter\.kind/, "kind"], [/^reporter\.organisation/, "organisation"],
];

export const elementFor = (field: string): string | null => {
  const answer = /^answers[.[]([\w-]+)/.exec(field);
  if (answer) return "answer-" + answer[1];
  const found = fields.filter(([pattern]) => pattern.test(field))[0];
  return found ? found[1] : null;
};

/** What is missing, as server-like field names with titles; the server has the last word. */
export function missingIn(draft: Draft, maxText: number): { field: string; title: string }[] {
  const missing: { field: string; title: string }[] = [];
  if (!draft.consent) missing.push({ field: "consent", title: words.missing_consent });
  if (!draft.text.trim()) missing.push({ field: "text", title: words.missing_text });
  else if (draft.text.length > maxText) missing.push({ field: "text", title: say(words.long_text, { max: maxText }) });
  if (draft.county === null) missing.push({ field: "county", title: words.missing_county });
  const digits = draft.phone.replace(/\D/g, "");
  if (!digits) missing.push({ field: "reporter.phone", title: words.missing_phone });
  else if (digits.length < 7 || digits.length > 13) missing.push({ field: "reporter.phone", title: words.wrong_phone });
  if (draft.kind !== "farmer" && !draft.organisation.trim()) missing.push({ field: "reporter.organisation", title: words.missing_organisation });
  return missing.concat(wrongAnswers(draft));
}

export function bodyOf(draft: Draft, photos: string[], noticeVersion: string): ReportDraft {
  const typed = draft.crop ? "" : draft.crop_text.trim();
  const text = draft.text.trim();
  const body: ReportDraft = {
    reporter: { kind: draft.kind, phone: draft.phone.replace(/[\s-]/g, "") },
    county: draft.county!,
    text: typed && text.indexOf(typed) < 0 ? text + say(words.crop_in_text, { crop: typed }) : text,
    consent: { notice_version: noticeVersion, exact_place: draft.exact_place && !!draft.village.trim() },
  };
  if (draft.name.trim()) body.reporter.name = draft.name.trim();
  if (draft.kind !== "farmer") body.reporter.organisation = draft.organisation.trim();
  if (draft.township !== null) body.township = draft.township;
  if (draft.village.trim()) body.village = draft.village.trim();
  if (draft.crop) body.crop = draft.crop.id;
  if (photos.length) body.photos = photos;
  const answers = answersOf(draft);
  if (answers) body.answers = answers;
  return body;
}

export function startForm(store: Store): void {
  const draft = loadDraft(store, countyFromLink(location.search));
  const save = () => saveDraft(store, draft);
  let service: Service | null = null;
  let sending = false;
  let sendWhenOnline = false;

  // ---- the fields ----
  /** A field was changed: its complaint goes, and the one at the button with the last of them. */
  const settled = (id: string) => {
    setFieldError(id, null);
    if (!document.querySelector("[aria-invalid]")) show(byId("problem"), false);
  };
  const text = byId<HTMLTextAreaElement>("text");
  const bind = (id: "village" | "phone" | "name" | "organisation" | "text") => {
    const input = byId<HTMLInputElement | HTMLTextAreaElement>(id);
    input.value = draft[id];
    input.addEventListener("input", () => {
      draft[id] = input.value;
      settled(id);
      save();
    });
  };
  (["text", "village", "phone", "name", "organisation"] as const).forEach(bind);

  const photos = new PhotoField(byId("photos"), "draft");
  const consent = byId<HTMLInputElement>("consent");
  consent.checked = photos.uploadAtOnce = draft.consent;
  consent.addEventListener("change", () => {
    draft.consent = photos.uploadAtOnce = consent.checked;
    draft.notice_version = service && service.notice_version;
    settled("consent");
    save();
    if (draft.consent) void photos.uploadAll();
  });

  // ---- what may be asked, and what may already help ----
  let helpers: { questions: QuestionCard; offers: Offers } | null = null;
  let heard: { crop: string | null; kind: ProblemKind | null } = { crop: null, kind: null };
  const hear = (crop: { id: string; confidence: number } | undefined, kind: ProblemKind | null) => {
    heard = { crop: crop && crop.confidence >= 0.6 ? crop.id : null, kind };
    askFirst();
  };
  const askFirst = () => helpers && helpers.questions.ask(draft.crop ? draft.crop.id : heard.crop, heard.kind);
  const lookForHelp = () => helpers && helpers.offers.changed();
  void more.then(({ Offers, QuestionCard }) => {
    helpers = {
      questions: new QuestionCard(draft, save),
      offers: new Offers(byId("offers"), store, draft, ({ understood: found }) => hear(found.crops[0], found.kind)),
    };
    askFirst();
    tellDanger();
  });

  const linkedCrop = cropFromLink(location.search);
  const crops = new CropField(store, { chosen: draft.crop, typed: draft.crop_text, linked: linkedCrop }, (chosen, typed) => {
    draft.crop = chosen;
    draft.crop_text = typed;
    settled("crop");
    save();
    askFirst();
    lookForHelp();
  });
  if (linkedCrop) history.replaceState(null, "", location.pathname + location.search.replace(/([?&])crop=[\w-]+&?/, "$1").replace(/[?&]$/, ""));
  byId("places-failed").textContent = words.places_failed;
  new PlaceField(store, draft, (place) => {
    Object.assign(draft, place);
    settled("county");
    save();
    lookForHelp();
  });

  const exactPlace = byId<HTMLInputElement>("exact-place");
  exactPlace.checked = draft.exact_place;
  exactPlace.addEventListener("change", () => {
    draft.exact_place = exactPlace.checked;
    save();
  });
  const village = byId<HTMLInputElement>("village");
  const askExactPlace = () => show(byId("exact-place-field"), !!village.value.trim());
  village.addEventListener("input", askExactPlace);
  askExactPlace();

  const kinds = Array.prototype.slice.call(document.getElementsByName("kind")) as HTMLInputElement[];
  kinds.forEach((choice) => {
    choice.checked = choice.value === draft.kind;
    choice.addEventListener("change", () => {
      draft.kind = choice.value as Draft["kind"];
      settled("organisation");
      show(byId("organisation-field"), draft.kind !== "farmer");
      save();
    });
  });
  show(byId("organisation-field"), draft.kind !== "farmer");

  // ---- danger ----
  const dangerBox = byId("urgent");
  let understood: Danger = null;
  const tellDanger = () => {
    const danger = understood || dangerIn(text.value);
    showDanger(dangerBox, danger);
    if (helpers) helpers.offers.mute(danger === "poison");
  };
  const askDanger = debounced(1500, () => {
    const asked = text.value.trim();
    if (asked.length < 4 || !consent.checked) return;
    understand({ text: asked, county: draft.county ?? undefined, crop: draft.crop?.id }, { retries: 0, timeoutSeconds: 10 }).then((answer) => {
      if (text.value.trim() !== asked) return;
      understood = dangerOf(answer);
      tellDanger();
      hear(answer.crops[0], answer.kind);
    }, () => undefined);
  });
  text.addEventListener("input", () => {
    understood = null;
    tellDanger();
    askDanger();
    lookForHelp();
  });
  tellDanger();

  // ---- what the service says about itself ----
  const photosHint = byId("photos-hint");
  const setPhotosHint = () => (photosHint.textContent = say(home_page.photos_hint, { max: photos.max }));
  setPhotosHint();
  const fillNotice = () => fillWith(byId("notice-text"), ...(service ? service.notice : [words.notice_failed]).map((paragraph) => make("p", {}, paragraph)));
  const applyService = (fresh: Service) => {
    service = fresh;
    photos.max = Math.min(6, fresh.max_photos);
    photos.maxBytes = fresh.max_photo_bytes;
    setPhotosHint();
    fillNotice();
    show(byId("demo"), fresh.demo);
    if (fresh.hotline) showHotline(fresh.hotline);
    if (draft.consent && draft.notice_version && draft.notice_version !== fresh.notice_version) {
      draft.consent = consent.checked = photos.uploadAtOnce = false;
      setFieldError("consent", words.notice_changed);
    }
    if (draft.consent) draft.notice_version = fresh.notice_version;
  };
  const loadService = () => readService().then((fresh) => {
    keep(store, "service", fresh);
    applyService(fresh);
  }, fillNotice);
  const keptService = readKept<Service>(store, "service");
  if (keptService) applyService(keptService);
  void loadService();
  addEventListener("online", () => !service && void loadService());

  // ---- what was here before ----
  const last = keptReports(store);
  if (last.length) {
    const link = byId<HTMLAnchorElement>("last");
    fillWith(link, words.last_reports, make("small", {}, last[0]!.excerpt || last[0]!.number));
    if (last.length === 1) link.href = "/track#" + last[0]!.token;
    show(link, true);
  }
  if (draft.text || draft.crop_text) {
    const restored = byId("restored");
    restored.firstElementChild!.textContent = words.restored;
    restored.appendChild(button(words.start_over, "quiet", () => {
      photos.clear();
      finishDraft(store, Object.assign(emptyDraft(), draft));
      location.reload();
    }));
    show(restored, true);
  }

  // ---- sending ----
  const submit = byId<HTMLButtonElement>("submit");
  const status = byId("sending");
  const problem = byId("problem");
  const withoutPhotos = byId("without-photos");
  withoutPhotos.textContent = words.without_photos;

  const setSending = (now: boolean, label = words.sending) => {
    sending = now;
    submit.classList.toggle("busy", now);
    submit.setAttribute("aria-disabled", String(now));
    status.textContent = now ? label : home_page.submit_hint;
  };
  const complain = (message: string | null) => {
    problem.textContent = message ?? "";
    show(problem, !!message);
  };
  const showFieldProblems = (problems: { field: string; title: string }[]) => {
    const wrong: string[] = [];
    for (const { field, title } of problems) {
      const id = elementFor(field);
      if (!id || wrong.indexOf(id) >= 0) continue;
      setFieldError(id, title);
      wrong.push(id);
    }
    const first = fields.map(([, id]) => id).filter((id) => wrong.indexOf(id) >= 0)[0] ?? wrong[0];
    if (!first) return false;
    complain(say(words.to_fix, { n: wrong.length }));
    if (first === "crop") byId("crop-error").scrollIntoView();
    else if (first === "photos") photos.focus();
    else focusField(first);
    return true;
  };

  const send = async (leavePhotos: boolean) => {
    if (sending) return;
    sendWhenOnline = false;
    crops.settle();
    complain(null);
    show(withoutPhotos, false);
    fields.forEach(([, id]) => setFieldError(id, null));
    if (showFieldProblems(missingIn(draft, service ? service.max_text : 5000))) return;

    setSending(true);
    try {
      if (!leavePhotos && photos.count && !(await photos.uploadAll((at, all) => setSending(true, say(words.sending_photos, { at, all }))))) {
        setSending(false);
        show(withoutPhotos, true);
        return complain(words.photos_not_sent);
      }
      setSending(true);
      if (!service) applyService(await readService());
      if (!draft.consent) {
        setSending(false);
        return void showFieldProblems(missingIn(draft, service!.max_text));
      }
      const body = bodyOf(draft, photos.ids, service!.notice_version);
      const key = keyFor(draft, JSON.stringify(body), newKey);
      save();   // the key must outlive a reload in the middle of sending
      const receipt = await submitReport(body, { key });
      finishDraft(store, draft);
      keepReport(store, { number: receipt.number, token: receipt.tracking.token, at: new Date().toISOString(), excerpt: draft.text.trim().slice(0, 40) });
      photos.clear();
      setSending(false);
      showSent(receipt);
    } catch (error) {
      setSending(false);
      await explain(error);
    }
  };

  const explain = async (error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 0) {
      sendWhenOnline = navigator.onLine === false;
      return complain(sendWhenOnline ? words.not_sent_waiting : words.not_sent);
    }
    if (error.fields.some(({ field }) => /^photos/.test(field))) photos.forgetUploads();
    if (error.fields.some(({ field }) => /^consent/.test(field))) {
      draft.consent = consent.checked = photos.uploadAtOnce = false;
      save();
      await loadService();
      byId<HTMLDetailsElement>("notice").open = true;
    }
    if (!showFieldProblems(error.fields)) complain(error.title);
  };

  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void send(false);
  });
  withoutPhotos.addEventListener("click", () => void send(true));
  addEventListener("online", () => sendWhenOnline && void send(false));
}

export function showHotline(phone: string): void {
  const link = byId<HTMLAnchorElement>("hotline");
  link.href = "tel:" + phone.replace(/[^\d+]/g, "");
  link.textContent = say(common.hotline, { phone });
  show(link, true);
}
