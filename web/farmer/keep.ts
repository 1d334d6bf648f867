// What stays on this phone between visits: the draft, who and where one is, the reports sent from here, small cached
// lists. Where storage is switched off everything still works for as long as the page is open.
import type { FirstQuestions } from "../api/types";

export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function memoryStore(): Store {
  const kept: { [key: string]: string } = {};
  return {
    getItem: (key) => (key in kept ? kept[key]! : null),
    setItem: (key, value) => void (kept[key] = value),
    removeItem: (key) => void delete kept[key],
  };
}

export function phoneStore(): Store {
  try {
    localStorage.setItem("agri110.try", "1");
    localStorage.removeItem("agri110.try");
    return localStorage;
  } catch {
    return memoryStore();
  }
}

export function readKept<T>(store: Store, key: string): T | null {
  try {
    const text = store.getItem("agri110." + key);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** False when there was no room; the page goes on without. */
export function keep(store: Store, key: string, value: unknown): boolean {
  try {
    store.setItem("agri110." + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(store: Store, key: string): void {
  try {
    store.removeItem("agri110." + key);
  } catch {
    // nothing to forget
  }
}

// ---- the draft ---------------------------------------------------------------------------------------------------

export interface Draft {
  text: string;
  crop: { id: string; shown: string } | null;
  crop_text: string;
  prefecture: number | null; county: number | null; township: number | null; village: string; exact_place: boolean;
  phone: string; name: string; kind: "farmer" | "cooperative" | "enterprise"; organisation: string;
  /** the first questions asked for this crop and kind, and the answers as typed, by question */
  asked: FirstQuestions | null;
  answers: { [question: string]: string };
  consent: boolean;
  /** the notice consented to; null while none has been loaded yet */
  notice_version: string | null;
  /** the last attempt to send: the same words go out under the same key, so they can never become two reports */
  attempt: { key: string; body: string } | null;
}

export const emptyDraft = (): Draft => ({
  text: "", crop: null, crop_text: "", prefecture: null, county: null, township: null, village: "", exact_place: false,
  phone: "", name: "", kind: "farmer", organisation: "", asked: null, answers: {}, consent: false, notice_version: null, attempt: null,
});

/** The draft left here, or a new one with the place and person of last time. A place in the link wins over both. */
export function loadDraft(store: Store, at: number | null): Draft {
  const draft: Draft = Object.assign(emptyDraft(), readKept<Partial<Draft>>(store, "me"), readKept<Partial<Draft>>(store, "draft"));
  if (at !== null && draft.county !== at) {
    draft.prefecture = prefectureOf(at);
    draft.county = at;
    draft.township = null;
    draft.village = "";
  }
  return draft;
}

export const saveDraft = (store: Store, draft: Draft): boolean => keep(store, "draft", draft);

/** After sending: the words go, the place and the person stay for the next time. */
export function finishDraft(store: Store, draft: Draft): void {
  const { prefecture, county, township, village, phone, name, kind, organisation } = draft;
  keep(store, "me", { prefecture, county, township, village, phone, name, kind, organisation });
  forget(store, "draft");
}

/** The key for this body: the old one if the very same words were tried before, otherwise a new one. */
export function keyFor(draft: Draft, body: string, makeKey: () => string): string {
  if (!draft.attempt || draft.attempt.body !== body) draft.attempt = { key: makeKey(), body };
  return draft.attempt.key;
}

/** ?at=530822 or a township 530822100 in a QR code → the county's code; anything else → null */
export function countyFromLink(search: string): number | null {
  const found = /[?&]at=(\d{6})(?:\d{3}|\d{6})?(?:&|$)/.exec(search);
  return found && found[1]!.slice(4) !== "00" ? Number(found[1]) : null;
}

/** ?crop=tea from the knowledge page → the crop's id */
export function cropFromLink(search: string): string | null {
  const found = /[?&]crop=([\w-]{1,60})(?:&|$)/.exec(search);
  return found ? found[1]! : null;
}

export const prefectureOf = (county: number) => Math.floor(county / 100) * 100;

// ---- reports sent from this phone ---------------------------------------------------------------------------------

export interface KeptReport { number: string; token: string; at: string; excerpt: string }

export const keptReports = (store: Store): KeptReport[] => readKept<KeptReport[]>(store, "reports") ?? [];

export function keepReport(store: Store, report: KeptReport): void {
  const others = keptReports(store).filter((other) => other.token !== report.token);
  keep(store, "reports", [report].concat(others.slice(0, 19)));
  others.slice(19).forEach((old) => forgetTrack(store, old.token));
}

export function forgetReports(store: Store): void {
  keptReports(store).forEach((report) => forgetTrack(store, report.token));
  forget(store, "reports");
}

/** The last view of a report and the message begun there. */
function forgetTrack(store: Store, token: string): void {
  ["track.", "say."].forEach((kind) => forget(store, kind + token));
}

// ---- lists that seldom change -------------------------------------------------------------------------------------

/** The kept list at once if there is one (asking for a newer one behind it when older than a day), else the network's. */
export async function cached<T>(store: Store, key: string, now: number, ask: () => Promise<T>): Promise<T> {
  const kept = readKept<{ at: number; value: T }>(store, "list." + key);
  const fresh = () => ask().then((value) => {
    keep(store, "list." + key, { at: now, value });
    return value;
  });
  if (!kept) return fresh();
  if (now - kept.at > 86400000) fresh().catch(() => undefined);
  return kept.value;
}
