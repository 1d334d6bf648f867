// The words: every key used exists, every key is used, and no Chinese stands outside the message file.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import messages from "../messages/staff.zh.json";

const web = resolve(import.meta.dirname, "..");
const files = ["staff", "desk", "county"].flatMap((folder) => readdirSync(join(web, folder), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith(".test.ts")).map((name) => join(folder, name)));
const source = new Map(files.map((file) => [file, readFileSync(join(web, file), "utf8")]));
const keys = Object.keys(messages);

function keysIn(text: string): { whole: string[]; starts: string[] } {
  const quoted = [...text.matchAll(/["'`]([a-z_]+(?:\.[a-z_]+)+)["'`]/g)].map((hit) => hit[1]!);
  const starts = [...text.matchAll(/`([a-z_]+\.)\$\{/g)].map((hit) => hit[1]!);
  const words = [...text.matchAll(/\bword\("([a-z_]+)"/g)].map((hit) => `${hit[1]!}.`);
  return { whole: quoted, starts: [...starts, ...words] };
}

describe("the messages", () => {
  it.each(files)("%s asks only for words that exist", (file) => {
    const text = source.get(file)!;
    const asked = [...text.matchAll(/\bt\(\s*["']([^"']+)["']/g)].map((hit) => hit[1]!);
    expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
    expect(keysIn(text).starts.filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
  });

  it.each(files)("%s has no Chinese of its own", (file) => {
    expect(source.get(file)!.match(/\p{Script=Han}+/gu)).toBeNull();
  });

  it("holds no word that nobody asks for", () => {
    const used = [...source.values()].map(keysIn);
    const whole = new Set(used.flatMap((one) => one.whole)), starts = [...new Set(used.flatMap((one) => one.starts))];
    expect(keys.filter((key) => !whole.has(key) && !starts.some((start) => key.startsWith(start)))).toEqual([]);
  });
});
