// The pages as people meet them: the real program, real Chromium, one story from a farmer's phone to an official's desk.
// Pictures of every page go to build/web-shots, to be looked at.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { chromium } = createRequire(join(root, "web", "package.json"))("playwright-core");
const shots = join(root, "build", "web-shots");
mkdirSync(shots, { recursive: true });
const password = "demo-110-yunnan";
const phone_screen = { width: 360, height: 640 };
const desktop = { width: 1280, height: 800 };

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const data = mkdtempSync(join(tmpdir(), "agri110-web-"));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const program = join(root, "build", "release", "agri110");
const environment = { ...process.env, AGRI110_DATA_FOLDER: data, AGRI110_SERVER_PORT: String(port), AGRI110_SERVER_PUBLIC_URL: base, AGRI110_DEMO: "true" };
const options = { cwd: root, env: environment };

let server;
async function start() {
  server = spawn(program, ["serve"], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  for (let i = 0; i < 200; i++) {
    if (await fetch(base + "/readyz").then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the service does not become ready");
}
const stop = (signal) => new Promise((resolve) => { server.once("exit", resolve); server.kill(signal); });

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const troubles = [];
async function open(path, viewport) {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => troubles.push(`${path}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) troubles.push(`${path}: ${message.text()}`);
  });
  await page.goto(base + path);
  return page;
}
async function picture(page, name) {
  await page.waitForTimeout(300); // transitions of the pages themselves
  await page.screenshot({ path: join(shots, name + ".png") });
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (wide > screen) throw new Error(`${name} scrolls sideways: ${wide} > ${screen}`);
}
async function logIn(page, phone) {
  await page.fill("input[name=username]", phone);
  await page.fill("input[name=password]", password);
  await page.click("button[type=submit]");
}
const post = (path, body) => fetch(base + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const notices = () => readFileSync(join(data, "notices.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
async function noticed(test) {
  for (let i = 0; i < 200; i++) {
    try {
      const found = notices().find(test);
      if (found) return found;
    } catch { /* the file is not there before the first notice */ }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("a notice that should have gone out did not");
}

let passed = 0, failed = 0;
async function test(name, story) {
  try {
    await story();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n     ${error.message.split("\n").slice(0, 4).join("\n     ")}`);
  }
}

const filled = spawnSync(program, ["demo", "--reports", "400"], options);
if (filled.status !== 0) throw new Error(`demo data: ${filled.stderr}`);
await start();

const told = "我家茶树叶子背面有好多小虫，嫩叶卷起来了，这几天越来越多";
let number, tracking, holder;

await test("AFarmerTellsAProblemOnASmallPhoneAndSeesWhoHasIt", async () => {
  const page = await open("/?at=532822", phone_screen);
  await page.waitForFunction(() => document.getElementById("county").value === "532822");
  await picture(page, "farmer-form");
  await page.click("#submit");
  await picture(page, "farmer-errors");
  await page.check("#consent");
  await page.fill("#text", told);
  await page.fill("#phone", "13800005555");
  const image = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 1200; canvas.height = 900;
    canvas.getContext("2d").fillRect(100, 100, 500, 500);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  });
  await page.setInputFiles("#photos-input", { name: "leaf.jpg", mimeType: "image/jpeg", buffer: Buffer.from(image, "base64") });
  await page.waitForSelector(".photo.done");
  await page.click("#submit");
  await page.waitForSelector("#sent-view:not([hidden])");
  await picture(page, "farmer-sent");
  number = (await page.textContent(".number b")).trim();
  tracking = (await page.textContent(".address")).trim();
  if (!/^\d{6}-\d{6}$/.test(number)) throw new Error(`no number: ${number}`);
  if (!(await page.textContent("#sent-view")).includes("茶")) throw new Error("the farmer is not told why this person");
});

await test("TheCommissionerGetsANoticeAndSetsAPasswordWithACode", async () => {
  holder = (await noticed((n) => n.text.includes(number) && n.text.includes("接单"))).phone;
  await post("/api/phone-codes", { phone: holder });
  const code = (await noticed((n) => n.phone === holder && n.text.includes("验证码"))).text.match(/\d{6}/)[0];
  const answer = await post("/api/password", { phone: holder, code, password });
  if (answer.status !== 204) throw new Error(`password: ${answer.status}`);
});

await test("TheCommissionerAcceptsAndAnswersOnAPhone", async () => {
  const page = await open("/desk/", phone_screen);
  await picture(page, "desk-login");
  await logIn(page, holder);
  await page.waitForSelector("text=茶");
  await picture(page, "desk-inbox");
  await page.click(`a:has-text("${told.slice(0, 10)}")`);
  await page.waitForSelector("button:has-text('接单')");
  await picture(page, "desk-ticket");
  await page.locator("button:has-text('接单')").first().click();
  await page.waitForSelector("button:has-text('写答复')");
  await page.locator("button:has-text('写答复')").first().click();
  await page.fill("#answer-text", "多半是茶小绿叶蝉。先看虫口多少，采摘前注意安全间隔期，按标签用药。");
  await page.click("text=发给农户");
  await page.waitForSelector("text=答复已发给农户");
  await picture(page, "desk-answered");
});

await test("NothingIsLostWhenTheServiceIsKilledAndStartedAgain", async () => {
  await stop("SIGKILL");
  await start();
  const page = await open(tracking.replace(base, ""), phone_screen);
  await page.waitForSelector("#answer:not([hidden])");
  if (!(await page.textContent("#answer")).includes("茶小绿叶蝉")) throw new Error("the answer is gone");
  await picture(page, "farmer-answered");
});

await test("TheFarmerSaysItHelpedAndCannotSayItTwice", async () => {
  const page = await open(tracking.replace(base, ""), phone_screen);
  await page.waitForSelector("#confirm:not([hidden])");
  await page.check("input[name=outcome][value=solved]", { force: true });
  await page.click("#confirm button[type=submit]");
  await page.waitForSelector("#confirmation:not([hidden])");
  await picture(page, "farmer-confirmed");
  const token = tracking.split("#")[1];
  const again = await post(`/api/track/${token}/confirmation`, { outcome: "solved" });
  if (again.status !== 409) throw new Error(`a second confirmation gives ${again.status}`);
});

await test("AFarmerFindsOldReportsByPhoneAndCode", async () => {
  const page = await open("/mine", phone_screen);
  await picture(page, "farmer-mine");
});

await test("ALeaderSeesTheTeamsLoad", async () => {
  const page = await open("/desk/", desktop);
  await logIn(page, "13900000002");
  await page.waitForSelector("text=岩温龙");
  await page.goto(base + "/desk/#/team");
  await page.waitForSelector("text=勐海茶产业");
  await picture(page, "desk-team");
});

await test("AnOperatorSeesWhatTheRulesCouldNotPlace", async () => {
  const page = await open("/desk/", desktop);
  await logIn(page, "13900000003");
  await page.waitForSelector("text=周丽琼");
  await page.goto(base + "/desk/#/triage");
  await picture(page, "desk-triage");
  await page.goto(base + "/desk/#/caller");
  await page.waitForSelector("#caller-phone");
  await picture(page, "desk-caller");
});

await test("AnOfficialSeesFiguresPeopleAndTeamsOnADesktopAndAPhone", async () => {
  const page = await open("/county/", desktop);
  await logIn(page, "13900000005");
  await page.waitForSelector("text=确认解决");
  await page.waitForTimeout(800); // the charts come after the figures
  await picture(page, "county-statistics");
  for (const place of ["overdue", "reports", "commissioners", "teams", "import", "routing"]) {
    await page.goto(`${base}/county/#/${place}`);
    await page.waitForLoadState("networkidle");
    await picture(page, `county-${place}`);
  }
  await page.setViewportSize(phone_screen);
  for (const place of ["", "commissioners", "teams"]) {
    await page.goto(`${base}/county/#/${place}`);
    await page.waitForLoadState("networkidle");
    await picture(page, `county-phone-${place || "statistics"}`);
  }
});

await test("WhatWasBackedUpBesideTheRunningServiceCanBeRestored", async () => {
  const folder = mkdtempSync(join(tmpdir(), "agri110-backup-"));
  const run = (...words) => {
    const done = spawnSync(program, words, options);
    if (done.status !== 0) throw new Error(`${words[0]}: ${done.stderr}`);
    return String(done.stdout);
  };
  run("backup-key", join(folder, "key"));
  const sealed = [join(folder, "copy"), "--key", join(folder, "key")];
  if (!/2 photo files/.test(run("backup", ...sealed))) throw new Error("the photo is not in the backup");
  run("restore", ...sealed, "--data.folder", join(folder, "again"));
  if (!/ 0 wrong counters, 0 wrong loads/.test(run("recount", "--data.folder", join(folder, "again")))) throw new Error("the figures are wrong");
  rmSync(folder, { recursive: true, force: true });
});

await test("NoPageComplainsInTheConsole", async () => {
  if (troubles.length) throw new Error(troubles.join("\n"));
});

await browser.close();
const exit = await stop("SIGTERM");
await test("TheServiceStopsCleanly", async () => {
  if (exit !== 0) throw new Error(`exit code ${exit}`);
});
rmSync(data, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
