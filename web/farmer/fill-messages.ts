// Fills the {{words.like_this}} of the farmer's HTML from messages/farmer.zh.json while building, so that the page
// reads well before any script has arrived and its texts still live in one file.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

type Texts = { [key: string]: string | Texts };

export function texts(): Texts {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, "../messages/farmer.zh.json"), "utf8"));
}

const escape = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** A name without a text stops the build: an empty label is worse than no page. */
export function fill(html: string, from: Texts): string {
  return html.replace(/\{\{([a-z_.]+)\}\}/g, (_all, name: string) => {
    const text = name.split(".").reduce<string | Texts | undefined>((at, key) => (typeof at === "object" ? at[key] : undefined), from);
    if (typeof text !== "string") throw new Error(`no text named ${name} in farmer.zh.json`);
    return escape(text);
  });
}

export function fillMessages(): Plugin {
  return {
    name: "fill-messages",
    transformIndexHtml: {
      order: "pre",
      handler: (html) => (html.includes("/farmer/main.ts") ? fill(html, texts()) : html),
    },
  };
}
