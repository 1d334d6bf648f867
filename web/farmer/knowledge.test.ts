// What may help before anything is sent, and the first questions: the rules without a page.
import { expect, test } from "vitest";
import type { FirstQuestions } from "../api/types";
import { answersOf, wrongAnswers } from "./answers";
import { monthsInWords } from "./article";
import { bodyOf, missingIn } from "./form";
import { cropFromLink, emptyDraft, loadDraft, memoryStore, saveDraft, type Draft } from "./keep";
import { addressOf, documentIn } from "./knowledge";
import { askable } from "./offers";

test.each([
  ["茶叶嫩叶卷，电话13988887777", "茶叶嫩叶卷，电话"], ["我叫李大明，茶叶卷了", "，茶叶卷了"], ["身份证530822199001011234 猪病了", "身份证 猪病了"], ["打 139 8888 7777 找我", "打 找我"], ["3亩地死了20棵", "3亩地死了20棵"], ["我是种茶的，嫩叶卷了", "我是种茶的，嫩叶卷了"],
])("NoPhoneIdentityOrNameLeavesThePhoneBeforeSending %s", (text, asked) => expect(askable(text)).toBe(asked));
test("ALongStoryIsCutBeforeItIsAskedFor", () => expect(askable("卷".repeat(5000)).length).toBe(200));

test.each([[[4, 5, 6, 9, 10], "4—6月、9—10月"], [[11, 12, 1], "11—1月"], [[7], "7月"], [[], ""], [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], ""]])(
  "Months %j", (months, words) => expect(monthsInWords(months as number[])).toBe(words));

test.each([["#tea-leafhopper", { type: "article", id: "tea-leafhopper" }], ["#case/c%2F7", { type: "case", id: "c/7" }], ["", null], ["#", null]])(
  "TheAddressNamesWhatIsRead %s", (hash, document) => {
    expect(documentIn(hash)).toEqual(document);
    if (document) expect(addressOf(document as { type: "case"; id: string })).toBe(hash);
  });
test.each([["?crop=tea", "tea"], ["?at=532822&crop=green_onion", "green_onion"], ["?crop=<b>", null], ["", null]])("CropInTheLink %s", (search, crop) => expect(cropFromLink(search)).toBe(crop));

const asked: FirstQuestions = {
  photos: [],
  questions: [
    { id: "since", text: "", type: "choice", choices: [{ id: "week", text: "" }], unit: "", max: 0 },
    { id: "how_many", text: "", type: "number", choices: [], unit: "", max: 1000 },
    { id: "sprayed", text: "", type: "text", choices: [], unit: "", max: 200 },
  ],
};
const answered = (answers: Draft["answers"]): Draft => ({ ...emptyDraft(), consent: true, text: "叶子黄了", county: 532822, phone: "13988887777", asked, answers });

test("OnlyAnswersToWhatStandsOnThePageAreSent", () =>
  expect(bodyOf(answered({ since: "week", how_many: "1，200", sprayed: " ", altitude: "9" }), [], "v1").answers).toEqual({ since: "week", how_many: 1200 }));
test("NothingAnsweredSendsNothing", () => expect(answersOf(answered({}))).toBe(undefined));
test.each([["20", true], ["", true], ["二十", false], ["-1", false], ["3.5", false], ["1001", false]])("ANumber %s", (text, right) => {
  expect(wrongAnswers(answered({ how_many: text })).map((one) => one.field)).toEqual(right ? [] : ["answers.how_many"]);
  expect(missingIn(answered({ how_many: text }), 2000).length).toBe(right ? 0 : 1);
});
test("AnswersStayOnThePhoneWithTheirQuestions", () => {
  const store = memoryStore();
  saveDraft(store, answered({ since: "week" }));
  const again = loadDraft(store, null);
  expect(answersOf(again)).toEqual({ since: "week" });
});
