// A small hash router: the address says which page, which record and which filters; nothing else decides it.
import { computed, nextTick, shallowRef, type Component } from "vue";
import type { Key } from "./text";

export interface Page {
  path: string;                        // "/reports/:id"
  title: Key;
  view: Component;
  /** the navigation entry that stays marked; the page's own path when left out */
  under?: string;
  /** a list that should look the same when one comes back to it */
  keep?: boolean;
}
interface Place { path: string; query: Record<string, string> }

function readHash(): Place {
  const [path = "", search = ""] = location.hash.slice(1).split("?");
  return { path: path || "/", query: Object.fromEntries(new URLSearchParams(search)) };
}

export const place = shallowRef<Place>(readHash());
const heights = new Map<string, number>();
let goingBack = false;

// An entry that was shown before carries a state; a fresh one has none. That tells going back from going on.
history.replaceState({}, "");
addEventListener("popstate", (event) => { goingBack = event.state !== null; });
addEventListener("hashchange", (event) => {
  history.replaceState({}, "");
  heights.set(new URL(event.oldURL).hash, scrollY);
  place.value = readHash();
  const height = goingBack ? heights.get(location.hash) ?? 0 : 0;
  goingBack = false;
  void nextTick(() => scrollTo(0, height));
});

export function href(path: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return `#${path}${search && `?${search}`}`;
}
export function go(path: string, query: Record<string, string> = {}) {
  heights.set(location.hash, scrollY);
  location.hash = href(path, query);
}
/** Changes the filters of this page without a new step in the history. */
export function refine(query: Record<string, string>) {
  const merged = { ...place.value.query, ...query };
  history.replaceState({}, "", href(place.value.path, merged));
  place.value = { path: place.value.path, query: merged };
}
export function back(otherwise: string) {
  if (history.length > 1) history.back(); else go(otherwise);
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/"), given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(given[index]!);
    else if (part !== given[index]) return null;
  }
  return params;
}

/** The page for the present address; the first page when the address is unknown. */
export function usePage(pages: () => Page[]) {
  return computed(() => {
    for (const page of pages()) {
      const params = match(page.path, place.value.path);
      if (params) return { page, params };
    }
    return { page: pages()[0]!, params: {} };
  });
}
