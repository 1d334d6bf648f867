// The red box: what to do at once when people are poisoned or animals die. Read from the words on the phone first, so
// that it also appears without a network; the server's understanding adds what a word list misses and, once sent, its own sentences.
import { urgent as words } from "../messages/farmer.zh.json";
import type { Alert, Understanding } from "../api/types";
import { fillWith, make, show } from "./dom";

export type Danger = "poison" | "animal" | "other" | null;

const holds = (text: string, list: string[]) => list.some((word) => text.indexOf(word) >= 0);

export function dangerIn(text: string): Danger {
  const animal = holds(text, words.animal_names);
  if (holds(text, words.poison_words) && (!animal || holds(text, words.person_words))) return "poison";
  if (animal && holds(text, words.animal_words.concat(words.poison_words))) return "animal";
  return null;
}

export const dangerOfAlert = (alert: Alert | undefined): Danger =>
  !alert || alert === "none" ? null : alert === "human_poisoning" ? "poison" : "animal";

export function dangerOf(understood: Understanding): Danger {
  const alert = dangerOfAlert(understood.alert);
  if (alert) return alert;
  if (understood.urgency !== "urgent") return null;
  const kind = understood.kind;
  return kind === "animal_disease" ? "animal" : holds(understood.urgency_words.join(" "), words.poison_words) ? "poison" : "other";
}

/** `lines`: what the server says to do and not to do; without them the phone's own sentence. */
export function showDanger(box: HTMLElement, danger: Danger, lines: string[] = []): void {
  const what = danger + lines.join();
  if (box.getAttribute("data-danger") === what) return;
  box.setAttribute("data-danger", what);
  show(box, danger !== null);
  if (danger === null) return fillWith(box);
  fillWith(box,
    make("strong", {}, danger === "poison" ? words.poison_title : danger === "animal" ? words.animal_title : words.other_title),
    ...(lines.length ? lines : [danger === "poison" ? words.poison_text : danger === "animal" ? words.animal_text : words.other_text]).map((line) => make("p", {}, line)),
    danger === "poison" && make("a", { class: "call", href: "tel:120" }, words.poison_call));
  if (document.activeElement instanceof HTMLTextAreaElement) box.scrollIntoView({ block: "nearest" });   // from under the keyboard
}
