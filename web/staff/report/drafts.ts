// Answers half written, kept on this device for each report and account until they are sent.
import { ref, watch } from "vue";
import { session } from "../session/session";

const longest = 30;                                      // drafts kept; the oldest goes first
const name = (report: string, kind: string) => `agri110.draft.${session.value?.account.id ?? ""}.${kind}.${report}`;

function store(key: string, text: string) {
  try {
    if (!text.trim()) { localStorage.removeItem(key); return; }
    localStorage.setItem(key, JSON.stringify({ text, at: Date.now() }));
    const all = Object.keys(localStorage).filter((one) => one.startsWith("agri110.draft."));
    if (all.length > longest) all.sort((a, b) => age(a) - age(b)).slice(0, all.length - longest).forEach((one) => localStorage.removeItem(one));
  } catch { /* a full or forbidden store must not stop anyone from writing */ }
}
function kept(key: string): { text: string; at: number } | null {
  try { return JSON.parse(localStorage.getItem(key) ?? "null") as { text: string; at: number } | null; } catch { return null; }
}
const age = (key: string) => kept(key)?.at ?? 0;

export function useDraft(report: string, kind: "answer" | "question" | "resolution" | "inserted") {
  const key = name(report, kind);
  const text = ref(kept(key)?.text ?? "");
  watch(text, (value) => store(key, value));
  return { text, clear: () => { text.value = ""; store(key, ""); } };
}
export const hasDraft = (report: string) => kept(name(report, "answer")) !== null;
