// One open knowledge file: its text as it is being changed, the version it started from, and what came of saving.
// A version somebody else saved meanwhile is shown beside the own words, never overwritten and never mixed in.
import { computed, ref, shallowRef, watch } from "vue";
import { showToast } from "vant";
import { previewKnowledge, readKnowledge, saveKnowledge } from "../../api/staff";
import type { KnowledgeFile, KnowledgePreview } from "../../api/types";
import { useAction } from "../../staff/action";
import { faultOf, type Fault } from "../../staff/fault";
import { session } from "../../staff/session/session";
import { t } from "../../staff/text";

function draftOf(path: string) {
  const key = `agri110.knowledge.${session.value?.account.id ?? ""}.${path}`;
  return {
    read: () => { try { return localStorage.getItem(key); } catch { return null; } },
    keep: (text: string | null) => {
      try { if (text === null) localStorage.removeItem(key); else localStorage.setItem(key, text); } catch { /* writing goes on without */ }
    },
  };
}

export function useKnowledgeFile(path: string, crop: string) {
  const file = shallowRef<KnowledgeFile | null>(null);
  const loadFault = shallowRef<Fault | null>(null);
  const content = ref("");
  const newest = shallowRef<KnowledgeFile | null>(null);   // saved by somebody else while this was being written
  const fresh = ref(false);                                // the file is not there yet
  const restored = ref(false);
  const preview = shallowRef<KnowledgePreview | null>(null);
  const previewFault = shallowRef("");
  const { busy, fault, run } = useAction();
  const draft = draftOf(path);
  let etag: string | undefined;
  const changed = computed(() => file.value !== null && content.value !== file.value.content);

  const ask = async () => { const found = await readKnowledge(path); etag = found.etag ?? undefined; return found.view; };
  const take = (view: KnowledgeFile) => { file.value = view; content.value = view.content; draft.keep(null); };

  async function load() {
    loadFault.value = null;
    try {
      take(await ask());
    } catch (error) {
      const trouble = faultOf(error);
      if (trouble.status !== 404) { loadFault.value = trouble; return; }
      fresh.value = true;
      file.value = { path, content: "", version: 0, history: [] };
      content.value = path.endsWith(".md") ? t("knowledge.template", { crop }) : "";
    }
  }
  async function start() {
    const kept = draft.read();                             // before load() clears it
    await load();
    if (kept === null || !file.value || kept === content.value) return;
    content.value = kept;
    restored.value = true;
  }

  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function look() {
    const mine = ++turn;
    try {
      const seen = await previewKnowledge(path, content.value);
      if (mine === turn) { preview.value = seen; previewFault.value = ""; }
    } catch (error) { if (mine === turn) previewFault.value = faultOf(error).title; }
  }
  watch(content, (text) => {
    if (changed.value) draft.keep(text);
    clearTimeout(timer);
    timer = setTimeout(() => void look(), 600);
  });

  async function save(note: string, text = content.value): Promise<boolean> {
    const went = await run([text, note], async (options) => {
      await saveKnowledge({ path, content: text, note }, { ...options, ifMatch: etag });
    });
    if (went) {
      showToast(t(text ? "knowledge.saved" : "knowledge.removed"));
      newest.value = null;
      fresh.value = restored.value = false;
      draft.keep(null);
      if (text) await load();
    } else if (fault.value?.status === 412) {
      fault.value = null;
      try { newest.value = await ask(); } catch (error) { fault.value = faultOf(error); }
    }
    return went;
  }
  function takeNewest() {
    if (newest.value) take(newest.value);
    newest.value = null;
  }
  function drop() {
    if (file.value) content.value = file.value.content;
    restored.value = false;
    draft.keep(null);
  }
  void start();
  return { file, loadFault, content, changed, fresh, restored, newest, preview, previewFault, busy, fault, load, save, takeNewest, drop };
}
