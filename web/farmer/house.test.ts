// The farmer pages' promises about themselves: texts in one file, every text used, and a weight a weak network carries.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { fill, texts } from "./fill-messages";

const web = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(web, path), "utf8");
const pages = ["index.html", "track.html", "mine.html", "knowledge.html"];
const scripts = readdirSync(resolve(web, "farmer")).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).map((name) => "farmer/" + name)
  .concat(["api/client.ts", "api/reporter.ts", "api/safe-html.ts", "api/staff.ts"]);

const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

test.each(pages.concat(scripts))("NoChineseOutsideTheMessages %s", (path) =>
  expect(path.endsWith(".ts") ? withoutComments(read(path)) : read(path)).not.toMatch(/[\u3400-\u9fff]/));

test.each(pages)("EveryTextOfThePageExists %s", (path) => expect(fill(read(path), texts())).not.toContain("{{"));

test("AMissingTextStopsTheBuild", () => expect(() => fill("{{home_page.nothing}}", texts())).toThrow());

test("EveryTextIsUsed", () => {
  const sources = pages.concat(scripts).map(read).join("\n");
  const unused: string[] = [];
  const all = texts();
  for (const section of Object.keys(all))
    for (const key of Object.keys(all[section] as object))
      if (!new RegExp(`\\b${key}\\b`).test(sources)) unused.push(section + "." + key);
  expect(unused).toEqual([]);
});

test("EveryFieldHasALabel", () => {
  for (const page of pages) {
    const html = read(page);
    for (const [tag, id] of [...html.matchAll(/<(?:input|select|textarea)[^>]*? id="([\w-]+)"[^>]*>/g)].map((found) => [found[0], found[1]!]))
      expect(html.includes(`for="${id}"`) || html.includes(`<label class="check"><${tag!.slice(1)}`) || html.includes(`hidden>${tag}`), `${page} #${id}`).toBe(true);
  }
});

let out: string;
beforeAll(() => {
  out = resolve(web, "node_modules/.farmer-test");
  execFileSync(resolve(web, "node_modules/.bin/vite"), ["build", "-c", "farmer/vite.config.ts", "--outDir", out, "--emptyOutDir", "--logLevel", "error"], { cwd: web });
}, 60000);

test("TheFirstLoadIsAtMost30KBAndHasNoModules", () => {
  for (const page of pages) {
    const html = readFileSync(resolve(out, page), "utf8");
    const parts = [page, ...[...html.matchAll(/(?:src|href)="\/((?:assets|icon)[^"]*)"/g)].map((found) => found[1]!)];
    const weights = parts.map((part) => gzipSync(readFileSync(resolve(out, part))).length);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    console.log(`${page}: ${parts.map((part, i) => `${part} ${weights[i]}`).join(" + ")} = ${total} bytes gzip`);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    expect(total).toBeLessThanOrEqual(30 * 1000);
    expect(html).not.toMatch(/type="module"|modulepreload| style="|<script>/);
  }
});

test("TheSecondScriptComesLaterIsSmallAndBringsNothingTwice", () => {
  const [src] = /data-more="\/(assets\/more-[^"]+)"/.exec(readFileSync(resolve(out, "index.html"), "utf8"))!.slice(1);
  const code = readFileSync(resolve(out, src!), "utf8");
  console.log(`${src} ${gzipSync(code).length} bytes gzip`);
  expect(gzipSync(code).length).toBeLessThanOrEqual(8 * 1000);
  expect(code).toContain("agri110.client");
  expect(code).not.toContain("Idempotency-Key");
});

test.each(["farmer", "more"])("TheScriptIsPlainES2015 %s", (name) => {
  const script = readdirSync(resolve(out, "assets")).filter((file) => file.startsWith(name) && file.endsWith(".js"))[0]!;
  const code = readFileSync(resolve(out, "assets", script), "utf8");
  expect(code).not.toMatch(/\bimport\b\s*[({"]|\bexport\b|\basync\s+function|\bawait\b|\?\?|\w\?\.[a-z]|replaceChildren|\.finally\(|\.flat\(|matchAll/);
});
