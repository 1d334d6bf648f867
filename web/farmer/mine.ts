// The reports sent from this phone, and those found again by phone number and code. No number ever stands in an address.
import { form as form_words, mine as words, mine_page } from "../messages/farmer.zh.json";
import { ApiProblem } from "../api/client";
import { listMyReports, requestPhoneCode } from "../api/reporter";
import { button, byId, fillWith, focusField, make, setFieldError, show } from "./dom";
import { forgetReports, keptReports, type Store } from "./keep";
import { fullAddress } from "./sent";
import { say, timeWords } from "./words";

const line = (href: string, title: string, excerpt: string, time: string) =>
  make("a", { class: "item", href }, make("strong", {}, title), excerpt ? make("span", {}, excerpt) : null, make("span", { class: "hint" }, time));

export function startMine(store: Store): void {
  const now = Date.now();
  const showHere = () => {
    const here = keptReports(store);
    fillWith(byId("here"),
      ...here.map((report) => line("/track#" + report.token, report.excerpt || report.number, report.excerpt ? report.number : "", timeWords(report.at, now))),
      here.length ? button(words.forget, "quiet", () => {
        forgetReports(store);
        showHere();
      }) : make("p", { class: "hint" }, words.none_here));
  };
  showHere();

  const phone = byId<HTMLInputElement>("phone");
  const code = byId<HTMLInputElement>("code");
  const sendCode = byId<HTMLButtonElement>("send-code");
  let waitUntil = 0;

  const countDown = () => {
    const seconds = Math.ceil((waitUntil - Date.now()) / 1000);
    sendCode.disabled = seconds > 0;
    sendCode.textContent = seconds > 0 ? say(words.code_again, { n: seconds }) : words.code_again_now;
    if (seconds > 0) setTimeout(countDown, 1000);
  };
  const complain = (id: string, error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
    const field = error.fields.filter((one) => one.field === "phone" || one.field === "code")[0];
    setFieldError(field ? field.field : id, field ? field.title : error.title);
    focusField(field ? field.field : id);
  };
  const number = () => phone.value.replace(/[\s-]/g, "");

  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    setFieldError("phone", null);
    if (number().length < 7) {
      setFieldError("phone", number() ? form_words.wrong_phone : form_words.missing_phone);
      return focusField("phone");
    }
    sendCode.disabled = true;
    requestPhoneCode(number()).then(() => {
      waitUntil = Date.now() + 60000;
      countDown();
      byId("code-sent").textContent = words.code_sent;
      show(byId("open"), true);
      code.focus();
    }, (error: unknown) => {
      sendCode.disabled = false;
      complain("phone", error);
    });
  });

  const opening = byId("open").querySelector("button")!;
  byId("open").addEventListener("submit", (event) => {
    event.preventDefault();
    setFieldError("code", null);
    if (!/^\d{6}$/.test(code.value.trim())) {
      setFieldError("code", words.missing_code);
      return focusField("code");
    }
    if (opening.classList.contains("busy")) return;
    opening.classList.add("busy");
    listMyReports(number(), code.value.trim()).then(({ reports }) => {
      fillWith(byId("found"), ...reports.map((report) => line(fullAddress(report.tracking.url), report.state_text,
        report.excerpt, [report.crop?.name, timeWords(report.submitted_at, Date.now()), report.number].filter(Boolean).join(" · "))),
      reports.length === 0 && make("p", {}, words.none_found));
      show(byId("found-card"), true);
      show(byId("open"), false);
      code.value = "";
      byId("code-sent").textContent = "";
      byId("found-heading").textContent = mine_page.found;
      byId("found-heading").focus();
    }, (error: unknown) => complain("code", error)).then(() => opening.classList.remove("busy"));
  });
}
