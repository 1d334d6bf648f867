// Shows a photo large inside the page; the phone's own Back key, Escape or the button closes it.
import { common } from "../messages/farmer.zh.json";
import { button, make } from "./dom";

export function openLarge(url: string, label: string): void {
  const before = document.activeElement as HTMLElement | null;
  const closing = button("×", "lightbox-close", () => history.back());
  closing.setAttribute("aria-label", common.close);
  const box = make("div", { class: "lightbox", role: "dialog", "aria-modal": "true", "aria-label": label }, make("img", { src: url, alt: label }), closing);
  const close = () => {
    removeEventListener("popstate", close);
    document.removeEventListener("keydown", onKey);
    document.body.removeChild(box);
    document.body.classList.remove("still");
    before?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") history.back();
    if (event.key === "Tab") {
      event.preventDefault();   // the button is all there is to reach
      closing.focus();
    }
  };
  box.addEventListener("click", (event) => event.target !== closing && history.back());
  history.pushState({ photo: true }, "");
  addEventListener("popstate", close);
  document.addEventListener("keydown", onKey);
  document.body.appendChild(box);
  document.body.classList.add("still");
  closing.focus();
}

/** A row of thumbnails that open large. */
export function photoRow(photos: { url: string; thumbnail: string }[], label: (n: number) => string): HTMLElement | null {
  if (!photos.length) return null;
  const row = make("div", { class: "photo-row" });
  photos.forEach((photo, i) => {
    const opening = button("", "photo-open", () => openLarge(photo.url, label(i + 1)));
    opening.setAttribute("aria-label", label(i + 1));
    opening.appendChild(make("img", { src: photo.thumbnail, alt: "", loading: "lazy" }));
    row.appendChild(opening);
  });
  return row;
}
