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
  page.setDefaultTimeout(30000);
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
const only = process.argv.slice(2); // names of stories that stand by themselves
async function test(name, story) {
  if (only.length && !only.includes(name)) return;
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
let number, tracking, holder, inserted, insertedBefore;

/** What the search says of one document, found by its title. */
async function counted(title, count) {
  const found = await (await fetch(`${base}/api/knowledge/search?q=${encodeURIComponent(title)}&limit=50`)).json();
  return found.results.find((row) => row.title === title)?.[count];
}

await test("AFarmerFindsTheAnswerBeforeSendingAndTheFormIsStillThere", async () => {
  const page = await open("/?at=532822", phone_screen);
  await page.waitForFunction(() => document.getElementById("county").value === "532822");
  await page.fill("#text", told);
  await page.waitForSelector("#offers:not([hidden]) .offer");
  await page.locator("#offers").scrollIntoViewIfNeeded();
  await picture(page, "farmer-offers");
  const title = (await page.textContent(".offer >> nth=0 >> strong")).trim();
  await page.click(".offer >> nth=0");
  await page.waitForSelector(".offer-body .part");
  await picture(page, "farmer-offer-open");
  const before = await counted(title, "helped");
  await page.click(".offer-body .helped button");
  await page.waitForSelector(".offer-body .thanks");
  if (await counted(title, "helped") !== before + 1) throw new Error("what helped was not counted");
  if (!(await page.isVisible("#submit")) || await page.inputValue("#text") !== told) throw new Error("the form did not stay");
});

await test("AFarmerLooksItUpWithoutTellingAnybody", async () => {
  const page = await open("/knowledge", phone_screen);
  await page.waitForSelector("#crops button");
  await picture(page, "knowledge");
  await page.fill("#q", "洋芋 叶子发黑 白霉");
  await page.click("#ask button[type=submit]");
  await page.waitForSelector("#results .item");
  await picture(page, "knowledge-results");
  await page.click("#results .item >> nth=0");
  await page.waitForSelector(".reading .part");
  await picture(page, "knowledge-article");
  await page.click("a.main");
  await page.waitForSelector("#crop-chosen:not([hidden])");
  await page.goto(base + "/knowledge");
  await page.fill("#q", "zzqq");
  await page.click("#ask button[type=submit]");
  await page.waitForFunction(() => /\p{Script=Han}{6}/u.test(document.getElementById("found").textContent) && !document.querySelector("#results .item"));
});

await test("AFarmerTellsAProblemOnASmallPhoneAndSeesWhoHasIt", async () => {
  const page = await open("/?at=532822", phone_screen);
  await page.waitForFunction(() => document.getElementById("county").value === "532822");
  await picture(page, "farmer-form");
  await page.click("#submit");
  await picture(page, "farmer-errors");
  await page.check("#consent");
  await page.fill("#text", told);
  await page.waitForSelector("#offers:not([hidden]) .offer"); // what may already help never stands in the way of sending
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
  await page.waitForSelector(".similar li");
  inserted = (await page.textContent(".similar li >> nth=0 >> strong")).trim();
  insertedBefore = { used: await counted(inserted, "used"), helped: await counted(inserted, "helped") };
  await page.locator(".similar").scrollIntoViewIfNeeded();
  await picture(page, "desk-similar");
  await page.locator(".similar li").first().locator("button").first().click();
  const text = await page.inputValue("#answer-text");
  if (!text.startsWith("多半是茶小绿叶蝉") || text.length < 60) throw new Error(`the advice did not go in: ${text}`);
  await page.click("text=发给农户");
  await page.waitForSelector("text=答复已发给农户");
  await picture(page, "desk-answered");
  if (await counted(inserted, "used") !== insertedBefore.used + 1) throw new Error("what was inserted is not counted as used");
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
  if (await counted(inserted, "helped") !== insertedBefore.helped + 1) throw new Error("what solved it is not counted as helped");
});

await test("ASolvedReportBecomesACaseThatALaterFarmerFinds", async () => {
  const page = await open("/desk/", phone_screen);
  await logIn(page, holder);
  await page.waitForSelector("nav.tabs");
  await page.goto(base + "/desk/#/done");
  await page.click(`a:has-text("${told.slice(0, 10)}")`);
  await page.click("button:has-text('做成案例')");
  await page.waitForSelector("text=已去掉的个人信息");
  await page.click("button:has-text('修改')");
  await page.fill("#case-title", "茶园嫩叶卷、叶背小虫，摘叶挂板后好了");
  await page.click(".sheet button[type=submit]");
  await page.waitForSelector("h1:has-text('摘叶挂板')");
  await picture(page, "desk-case");

  const official = await open("/county/", desktop);
  await logIn(official, "13900000004");
  await official.waitForSelector("text=确认解决");
  await picture(official, "county-solved-by-knowledge");
  const solved = async () => Number((await official.textContent("main")).match(/知识解决 (\d+) 次/)[1]);
  const before = await solved();
  if ((await post("/api/knowledge/helped", { type: "article", id: "tea-leafhopper", county: 532822 })).status !== 201) throw new Error("what helped is not taken");
  await official.reload();
  await official.waitForSelector("text=确认解决");
  if (await solved() !== before + 1) throw new Error("the official does not see what knowledge solved");
  await official.goto(base + "/county/#/cases");
  await official.click("a.row:has-text('摘叶挂板')");
  await official.click("button:has-text('发布')");
  await official.click(".sheet button[type=submit]");
  await official.waitForSelector(".chip:has-text('已发布')");
  await picture(official, "county-case");

  const farmer = await open("/knowledge", phone_screen);
  await farmer.fill("#q", "茶园嫩叶卷 叶背小虫 摘叶挂板");
  await farmer.click("#ask button[type=submit]");
  await farmer.click("#results .item:has-text('摘叶挂板')");
  await farmer.waitForSelector(".reading .part");
  await picture(farmer, "knowledge-case");
  if ((await farmer.textContent("body")).includes("13800005555")) throw new Error("a phone number stands in public");
});

await test("AnAdministratorMendsAnArticleAndTheRunningServiceShowsIt", async () => {
  const page = await open("/county/", desktop);
  await logIn(page, "13900000006");
  await page.waitForSelector("text=确认解决");
  await page.goto(base + "/county/#/knowledge");
  await page.fill("#knowledge-q", "tea/tea-leafhopper");
  await picture(page, "county-knowledge");
  await page.click("a:has-text('tea-leafhopper')");
  await page.waitForSelector("text=检查通过");
  await picture(page, "county-knowledge-file");
  const text = await page.inputValue("#knowledge-text");
  await page.fill("#knowledge-text", text.replace(/^title = "/m, 'title = "'.repeat(2)));
  await page.waitForSelector(".note.alarm button");
  await picture(page, "county-knowledge-faults");
  await page.fill("#knowledge-text", text.replace("## 怎么预防", "- 试着写上去的一句话。\n\n## 怎么预防"));
  await page.waitForSelector("text=检查通过");
  await page.click(".acts button >> nth=0");
  await page.fill("#words", "补一句");
  await page.click(".sheet button[type=submit]");
  await page.waitForSelector(".line.apart .chip:has-text('第')");
  await page.waitForFunction(async (wanted) => JSON.stringify(await (await fetch("/api/knowledge/articles/tea-leafhopper")).json()).includes(wanted), "试着写上去的一句话");
  await page.click("button:has-text('历史')");
  await page.waitForSelector("text=补一句");
  await page.click("button:has-text('看这一版') >> nth=1");
  await page.click("button:has-text('放回编辑框')");
  if ((await page.inputValue("#knowledge-text")) !== text) throw new Error("the older version is not the one that was there");
  await picture(page, "county-knowledge-history");
  await page.setViewportSize(phone_screen);
  await picture(page, "county-phone-knowledge-file");
});

await test("TwoAdministratorsDoNotOverwriteEachOther", async () => {
  const open_file = async () => {
    const page = await open("/county/", desktop);
    await logIn(page, "13900000006");
    await page.waitForSelector("text=确认解决");
    await page.goto(`${base}/county/#/knowledge/${encodeURIComponent("articles/tea/tea-blister-blight.md")}`);
    await page.waitForSelector("text=检查通过");
    return page;
  };
  const save = async (page, line) => {
    await page.fill("#knowledge-text", (await page.inputValue("#knowledge-text")).replace("## 怎么预防", `- ${line}\n\n## 怎么预防`));
    await page.click(".acts button >> nth=0");
    await page.fill("#words", line);
    await page.click(".sheet button[type=submit]");
  };
  const first = await open_file(), second = await open_file();
  await save(first, "第一个人写的话。");
  await first.waitForSelector("text=已保存");
  await save(second, "第二个人写的话。");
  await second.waitForSelector("text=没有保存");
  await picture(second, "county-knowledge-stale");
  if (!(await second.inputValue("#knowledge-text")).includes("第二个人写的话")) throw new Error("the second one's words are gone");
  if (!(await second.inputValue(".note textarea")).includes("第一个人写的话")) throw new Error("the first one's words are not shown");
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

await test("AnOperatorAsksBackDuringACallAndReadsOutWhatToDoFirst", async () => {
  const page = await open("/desk/", desktop);
  await logIn(page, "13900000003");
  await page.waitForSelector("text=周丽琼");
  await page.goto(base + "/desk/#/caller");
  await page.fill("#caller-phone", "13900001234");
  await page.fill("#caller-text", "养的猪这几天不吃食，躺着不动");
  await page.fill("#caller-answer-herd", "60");
  await page.fill("#caller-answer-dead", "40");
  await page.getByLabel("县", { exact: true }).selectOption({ label: "勐海县" });
  await page.click("text=已说明个人信息用途");
  await picture(page, "desk-caller-questions");
  await page.click("button[type=submit]");
  await page.waitForSelector("text=先告诉对方");
  await page.waitForSelector("text=死的不要卖");
  await picture(page, "desk-caller-alert");
});

await test("AFalseAlertIsTakenBackAtTheDeskAndAMissedOneIsRaised", async () => {
  const { notice_version } = await (await fetch(base + "/api/service")).json();
  const told = await (await post("/api/reports", { reporter: { kind: "farmer", phone: "13900004321" }, county: 532822, crop: "pig", text: "猪死了四十头", consent: { notice_version } })).json();
  const farmer = await open(told.tracking.url.replace(base, ""), phone_screen);
  await farmer.waitForSelector("#alert:not([hidden])");
  await picture(farmer, "farmer-alert");

  const page = await open("/desk/", desktop);
  await logIn(page, "13900000003");
  await page.waitForSelector("text=周丽琼");
  await page.goto(`${base}/desk/#/reports/${told.id}`);
  await page.click(".note.alarm button:has-text('不是疫情/中毒警报')");
  await page.fill("#alert-reason", "电话里说清楚了，是四十斤");
  await picture(page, "desk-alert-clear");
  await page.click(".sheet button[type=submit]");
  await page.waitForSelector("text=已解除警报");
  await page.waitForSelector("text=是四十斤");
  if (await page.isVisible(".note.alarm")) throw new Error("the desk still shows the alert");
  await picture(page, "desk-alert-cleared");
  await farmer.reload();
  await farmer.waitForSelector("text=不像是");
  if (await farmer.isVisible("#alert")) throw new Error("the farmer still sees the alert");
  if ((await farmer.textContent("body")).includes("四十斤")) throw new Error("the farmer reads what staff wrote to each other");
  await picture(farmer, "farmer-alert-cleared");

  await page.setViewportSize(phone_screen);
  await page.click(".bar >> text=更多");
  await page.click(".van-action-sheet >> text=这是警报");
  await page.check("text=疑似有人中毒");
  await picture(page, "desk-phone-alert-raise");
  await page.click(".sheet button[type=submit]");
  await page.waitForSelector("text=已发出警报");
  await picture(page, "desk-phone-alert-raised");
  await farmer.reload();
  await farmer.waitForSelector("#alert:not([hidden]) >> text=120");
  await noticed((n) => n.phone === "13900004321" && n.text.includes("请马上看先怎么做"));
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
