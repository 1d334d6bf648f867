// The second script: what may already help, the first questions, the knowledge page. It comes after the first paint, so
// that writing and sending never wait for it; where it does not come, the form works without.
import { make } from "./dom";

type More = typeof import("./more").parts;

let arrived: (more: More) => void = () => undefined;
export const more = new Promise<More>((resolve) => (arrived = resolve));

/** Called by the second script when it runs. */
export const bring = (parts: More): void => arrived(parts);

/** Fetches the script named in <body data-more>, again when the network comes back. */
export function loadMore(): void {
  const src = document.body.getAttribute("data-more");
  if (!src) return;
  const fetchIt = () => {
    const script = make("script", { src, type: /\.ts$/.test(src) ? "module" : undefined });
    script.addEventListener("error", () => {
      document.head.removeChild(script);
      addEventListener("online", fetchIt, { once: true });
    });
    document.head.appendChild(script);
  };
  if (document.readyState === "complete") fetchIt();
  else addEventListener("load", fetchIt);
}
