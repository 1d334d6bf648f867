// Loading data into a page: first load shows a skeleton, later ones replace the data quietly.
import { onActivated, onScopeDispose, ref, shallowRef } from "vue";
import { faultOf, type Fault } from "./fault";

export function useLoad<T>(fetch: () => Promise<T>) {
  const data = shallowRef<T | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const busy = ref(false);
  let turn = 0;

  /** Only the newest call counts: an answer that was overtaken is dropped. */
  async function load() {
    const mine = ++turn;
    busy.value = true;
    if (!data.value) fault.value = null;                 // asked again: show that it is loading
    try {
      const fresh = await fetch();
      if (mine === turn) { data.value = fresh; fault.value = null; }
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }
  void load();
  let first = true;
  onActivated(() => { if (!first) void load(); first = false; });
  return { data, fault, busy, load };
}

/** Calls `action` every `seconds` while the page can be seen, and when it is seen again. */
export function usePolling(seconds: number, action: () => void) {
  const seen = () => { if (!document.hidden) action(); };
  const timer = setInterval(seen, seconds * 1000);
  document.addEventListener("visibilitychange", seen);
  onScopeDispose(() => { clearInterval(timer); document.removeEventListener("visibilitychange", seen); });
}

/** The present time, moving on by half a minute, for "still 3 hours". */
export function useNow() {
  const now = ref(Date.now());
  const timer = setInterval(() => { now.value = Date.now(); }, 30_000);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
