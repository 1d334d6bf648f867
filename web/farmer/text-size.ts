// The text size of all farmer pages, remembered on the phone: 18, 21, 25 and 30 pixels.
import { common } from "../messages/farmer.zh.json";
import { byId } from "./dom";
import { keep, readKept, type Store } from "./keep";
import { say } from "./words";

export const sizes = [18, 21, 25, 30];

export function startTextSize(store: Store): void {
  const toggle = byId("text-size");
  let level = Math.max(0, sizes.indexOf(readKept<number>(store, "size") ?? 18));
  const apply = () => {
    document.documentElement.style.fontSize = sizes[level] + "px";
    document.documentElement.setAttribute("data-size", String(level));
    toggle.setAttribute("aria-label", common.text_size + common.separator + say(common.text_size_now, { level: level + 1, levels: sizes.length }));
  };
  toggle.addEventListener("click", () => {
    level = (level + 1) % sizes.length;
    keep(store, "size", sizes[level]);
    apply();
  });
  apply();
}
