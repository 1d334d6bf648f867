// The farmer pages' own build: one classic script (no ES modules, ES2015 syntax) and one style sheet for all three
// pages, so that they also work in the WebViews of phones that stopped updating years ago.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { fill, texts } from "./fill-messages.ts";

const web = resolve(import.meta.dirname, "..");
const pages = ["index.html", "track.html", "mine.html"];
const moduleTag = /<script type="module" src="\/farmer\/main\.ts"><\/script>/;
const styleTag = /<link rel="stylesheet" href="\/farmer\/style\.css">/;

/** Writes each page with its texts filled in and the hashed names of the script and the style sheet. */
function emitPages(): Plugin {
  return {
    name: "farmer-pages",
    enforce: "post",
    generateBundle(_options, bundle) {
      const made = Object.values(bundle);
      const script = made.find((file) => file.type === "chunk")?.fileName;
      const style = made.find((file) => file.fileName.endsWith(".css"))?.fileName;
      if (!script || !style) this.error("the farmer build made no script or no style sheet");
      for (const page of pages) {
        const source = readFileSync(resolve(web, page), "utf8");
        if (!moduleTag.test(source) || !styleTag.test(source)) this.error(`${page} does not name main.ts and style.css`);
        this.emitFile({
          type: "asset",
          fileName: page,
          source: fill(source, texts())
            .replace(moduleTag, `<script defer src="/${script}"></script>`)
            .replace(styleTag, `<link rel="stylesheet" href="/${style}">`),
        });
      }
    },
  };
}

export default defineConfig({
  root: web,
  plugins: [emitPages()],
  build: {
    outDir: resolve(web, "dist"),
    emptyOutDir: false,
    target: ["es2015", "chrome61"],
    cssTarget: "chrome61",
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: resolve(web, "farmer/main.ts"),
      output: {
        format: "iife",
        entryFileNames: "assets/farmer-[hash].js",
        assetFileNames: "assets/farmer-[hash][extname]",
      },
    },
  },
});
