// Where a snippet is marked, and which documents an answer still holds.
import type { DocumentName } from "../../api/types";

export interface Mark { begin: number; end: number }

/** The text in pieces; marks that overlap or reach beyond the text are left out. */
export function cutAtMarks(text: string, marks: readonly Mark[]): { text: string; marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { begin, end } of marks) {
    if (begin < at || end <= begin || end > text.length) continue;
    if (begin > at) parts.push({ text: text.slice(at, begin), marked: false });
    parts.push({ text: text.slice(begin, end), marked: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

export interface Inserted extends DocumentName { advice: string }
export const mostInserted = 5;

/** Puts `advice` at the cursor as lines of its own; returns the text and where the cursor then stands. */
export function insertAt(text: string, from: number, to: number, advice: string): { text: string; cursor: number } {
  const before = text.slice(0, from).replace(/\s+$/, ""), after = text.slice(to).replace(/^\s+/, "");
  const head = before ? `${before}\n${advice.trim()}` : advice.trim();
  return { text: after ? `${head}\n${after}` : head, cursor: head.length };
}

/** The documents of which at least one line is still in the answer, at most five: what was deleted again was not used. */
export function stillInserted(text: string, inserted: readonly Inserted[]): DocumentName[] {
  const held = inserted.filter((one, index) => inserted.findIndex((other) => other.type === one.type && other.id === one.id) === index)
    .filter((one) => one.advice.split("\n").some((line) => line.trim().length > 3 && text.includes(line.trim())));
  return held.slice(0, mostInserted).map(({ type, id }) => ({ type, id }));
}
