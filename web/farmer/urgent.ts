// The red box: what to do at once when people are poisoned or animals die. Read from the words on the phone first, so
// that it also appears without a network; the server's understanding adds what a word list misses.
import { urgent as words } from "../messages/farmer.zh.json";
import type { Understanding } from "../api/types";
import { fillWith, make, show } from "./dom";

export type Danger = "poison" | "animal" | "other" | null;

const holds = (text: string, list: string[]) => list.some((word) => text.indexOf(word) >= 0);

export function dangerIn(text: string): Danger {
  const animal = holds(text, words.animal_names);
  if (holds(text, words.poison_words) && (!animal || holds(text, words.person_words))) return "poison";
  if (animal && holds(text, words.animal_words.concat(words.poison_words))) return "animal";
  return null;
}

export function dangerOf(understood: Understanding): Danger {
  if (understood.alert === "human_poisoning") return "poison";
  if (understood.alert !== "none") return "animal";
  if (understood.urgency !== "urgent") return null;
  const kind = understood.kind;
  return kind === "animal_disease" ? "animal" : holds(understood.urgency_words.join(" "), words.poison_words) ? "poison" : "other";
}

export function showDanger(box: HTMLElement, danger: Danger): void {
  if (box.getAttribute("data-danger") === String(danger)) return;
  box.setAttribute("data-danger", String(danger));
  show(box, danger !== null);
  if (danger === null) return fillWith(box);
  fillWith(box,
    make("strong", {}, danger === "poison" ? words.poison_title : danger === "animal" ? words.animal_title : words.other_title),
    make("p", {}, danger === "poison" ? words.poison_text : danger === "animal" ? words.animal_text : words.other_text),
    danger === "poison" && make("a", { class: "call", href: "tel:120" }, words.poison_call));
  if (document.activeElement instanceof HTMLTextAreaElement) box.scrollIntoView({ block: "nearest" });   // from under the keyboard
}
