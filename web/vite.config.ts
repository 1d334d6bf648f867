// One `vite build` makes everything in dist/: the desk and county pages here, then the farmer pages by their own,
// smaller build (farmer/vite.config.ts), so that neither can pull the other's code into its first load.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import vue from "@vitejs/plugin-vue";
import { build, type Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { fillMessages } from "./farmer/fill-messages.ts";

const root = import.meta.dirname;

/** Pages with Vue, by the folder that is also their address. A folder without index.html is not built. */
const desks = ["desk", "county"].filter((name) => existsSync(resolve(root, name, "index.html")));

/** In development the addresses are the same as on the real server: /track is track.html, /desk/anything is desk/. */
const cleanAddresses: Plugin = {
  name: "clean-addresses",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = request.url?.split(/[?#]/, 1)[0] ?? "";
      if (path === "/track" || path === "/mine" || path === "/knowledge") request.url = path + ".html";
      for (const name of desks)
        if (path === `/${name}` || (path.startsWith(`/${name}/`) && !path.includes("."))) request.url = `/${name}/index.html`;
      next();
    });
  },
};

export default defineConfig({
  root,
  plugins: [vue(), cleanAddresses, fillMessages()],
  server: { proxy: { "/api": process.env.AGRI110_SERVER ?? "http://127.0.0.1:8110" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["es2019", "chrome73", "safari13"],
    rolldownOptions: { input: desks.map((name) => resolve(root, name, "index.html")) },
  },
  builder: {
    async buildApp(builder) {
      const vuePages = builder.environments.client!;
      if (desks.length > 0) await builder.build(vuePages);
      else vuePages.isBuilt = true;   // nothing to build; Vite would otherwise try
      await build({ configFile: resolve(root, "farmer/vite.config.ts") });
    },
  },
  test: { include: ["{farmer,api,desk,county,staff}/**/*.test.ts"], environment: "node" },
});
