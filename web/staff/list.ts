// Keyset pages: the first page, then "more" while the server gives a `next`.
import { onActivated, ref, shallowRef } from "vue";
import { faultOf, type Fault } from "./fault";

export interface Page<T> { rows: T[]; next: string | null }

export function useList<T>(fetch: (after: string | null) => Promise<Page<T>>) {
  const rows = shallowRef<T[] | null>(null);
  const next = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const busy = ref(false);
  let turn = 0;

  async function turnTo(after: string | null) {
    const mine = ++turn;
    busy.value = true;
    if (!rows.value) fault.value = null;                 // asked again: show that it is loading
    try {
      const page = await fetch(after);
      if (mine !== turn) return;
      rows.value = after ? [...(rows.value ?? []), ...page.rows] : page.rows;
      next.value = page.next;
      fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }
  const load = () => turnTo(null);
  const more = () => (next.value && !busy.value ? turnTo(next.value) : Promise.resolve());
  void load();
  let first = true;
  onActivated(() => { if (!first) void load(); first = false; });
  return { rows, next, fault, busy, load, more };
}
