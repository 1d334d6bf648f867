// The farmer pages' own build: one classic script (no ES modules, ES2015 syntax) and one style sheet for all its
// pages, so that they also work in the WebViews of phones that stopped updating years ago; and a second script that
// comes after the first paint and finds in the first what both use.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build, defineConfig, type BuildEnvironmentOptions, type Plugin } from "vite";
import { fill, texts } from "./fill-messages.ts";

const web = resolve(import.meta.dirname, "..");
const pages = ["index.html", "track.html", "mine.html", "knowledge.html"];
const moduleTag = /<script type="module" src="\/farmer\/main\.ts"><\/script>/;
const styleTag = /<link rel="stylesheet" href="\/farmer\/style\.css">/;

/** Modules of the first script that the second one uses, by the names main.ts exports them under. */
const shared: Record<string, string> = Object.fromEntries(
  ["api/client", "farmer/crops", "farmer/dom", "farmer/keep", "farmer/later", "farmer/words"].map((path) => [resolve(web, path + ".ts"), path.split("/")[1]!]));

const script = (name: "main" | "more", globals?: (id: string) => string): BuildEnvironmentOptions => ({
  outDir: resolve(web, "dist"),
  emptyOutDir: false,
  target: ["es2015", "chrome61"],
  cssTarget: "chrome61",
  cssCodeSplit: false,
  modulePreload: false,
  rolldownOptions: {
    input: resolve(web, `farmer/${name}.ts`),
    preserveEntrySignatures: name === "main" ? "strict" : false,   // what main.ts exports stays, for the second script
    output: { format: "iife", name: "agri110", entryFileNames: `assets/${name === "main" ? "farmer" : name}-[hash].js`, assetFileNames: "assets/farmer-[hash][extname]", globals },
  },
});

/** The second script, built in memory. */
async function buildMore(): Promise<{ fileName: string; code: string }> {
  const made = await build({
    configFile: false, root: web, logLevel: "error",
    plugins: [{
      name: "shared-with-main",
      enforce: "pre",
      async resolveId(source, importer, options) {
        const found = importer && !options.isEntry ? await this.resolve(source, importer, { ...options, skipSelf: true }) : null;
        return found && shared[found.id] ? { id: found.id, external: true } : null;
      },
    }],
    build: { ...script("more", (id) => `agri110.${shared[id]}`), write: false },
  });
  const chunk = [made].flat().flatMap((one) => ("output" in one ? one.output : [])).find((file) => file.type === "chunk");
  if (!chunk) throw new Error("the farmer build made no second script");
  return chunk;
}

/** Writes each page with its texts filled in and the hashed names of the scripts and the style sheet. */
function emitPages(): Plugin {
  return {
    name: "farmer-pages",
    enforce: "post",
    async generateBundle(_options, bundle) {
      const made = Object.values(bundle);
      const main = made.find((file) => file.type === "chunk")?.fileName;
      const style = made.find((file) => file.fileName.endsWith(".css"))?.fileName;
      if (!main || !style) this.error("the farmer build made no script or no style sheet");
      const more = await buildMore();
      this.emitFile({ type: "asset", fileName: more.fileName, source: more.code });
      for (const page of pages) {
        const source = readFileSync(resolve(web, page), "utf8");
        if (!moduleTag.test(source) || !styleTag.test(source)) this.error(`${page} does not name main.ts and style.css`);
        this.emitFile({
          type: "asset",
          fileName: page,
          source: fill(source, texts())
            .replace(moduleTag, `<script defer src="/${main}"></script>`)
            .replace("/farmer/more.ts", `/${more.fileName}`)
            .replace(styleTag, `<link rel="stylesheet" href="/${style}">`),
        });
      }
    },
  };
}

export default defineConfig({ root: web, plugins: [emitPages()], build: script("main") });
