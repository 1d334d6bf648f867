import { expect, test } from "vitest";
import type { CropList, State, Understanding } from "../api/types";
import { ApiProblem, newKey, problemOf, withQuery } from "../api/client";
import { commonCrops, findCrops, shownAs } from "./crops";
import { bodyOf, elementFor, missingIn } from "./form";
import { emptyDraft, type Draft } from "./keep";
import { nextLook, stepOf } from "./track";
import { dangerIn, dangerOf } from "./urgent";

const a_draft = (changes: Partial<Draft> = {}): Draft =>
  ({ ...emptyDraft(), consent: true, text: "叶子黄了", county: 532822, phone: "139 8888-7777", ...changes });

test("ACompleteDraftMissesNothing", () => expect(missingIn(a_draft(), 2000)).toEqual([]));
test.each<[Partial<Draft>, string]>([
  [{ consent: false }, "consent"], [{ text: "  " }, "text"], [{ text: "长".repeat(2001) }, "text"], [{ county: null }, "county"],
  [{ phone: "" }, "reporter.phone"], [{ phone: "12345" }, "reporter.phone"], [{ kind: "cooperative" }, "reporter.organisation"],
])("WhatIsMissingIsNamed %j", (changes, field) => expect(missingIn(a_draft(changes), 2000).map((one) => one.field)).toEqual([field]));

test("OnlyWhatWasSaidIsSent", () =>
  expect(bodyOf(a_draft({ organisation: "left over" }), [], "v1")).toEqual({
    reporter: { kind: "farmer", phone: "13988887777" }, county: 532822, text: "叶子黄了", consent: { notice_version: "v1", exact_place: false },
  }));
test("ACropWithoutIdTravelsInTheText", () => {
  expect(bodyOf(a_draft({ crop_text: "洋瓜" }), [], "v1").text).toContain("洋瓜");
  expect(bodyOf(a_draft({ crop_text: "洋瓜", crop: { id: "chayote", shown: "佛手瓜" } }), [], "v1")).toMatchObject({ text: "叶子黄了", crop: "chayote" });
});
test("ExactPlaceNeedsAPlace", () => {
  expect(bodyOf(a_draft({ exact_place: true }), [], "v1").consent.exact_place).toBe(false);
  expect(bodyOf(a_draft({ exact_place: true, village: "曼班" }), [], "v1").consent.exact_place).toBe(true);
});
test.each([["reporter.phone", "phone"], ["text", "text"], ["photos[2]", "photos"], ["consent.notice_version", "consent"], ["crop", "crop"], ["answers.since", "answer-since"], ["answers[how_many]", "answer-how_many"], ["answers", "questions"], ["weather", null]])(
  "ServerField %s", (field, id) => expect(elementFor(field)).toBe(id));

const crops: CropList["crops"] = [
  { id: "grain", name: "粮食", level: "group", parent: null, names: [] },
  { id: "maize", name: "玉米", level: "species", parent: "grain", names: ["苞谷", "包谷"] },
  { id: "sweetcorn", name: "甜玉米", level: "species", parent: "grain", names: [] },
  { id: "tea", name: "茶", level: "species", parent: null, names: ["茶叶"] },
];
test("LocalNamesFindTheCropAndAreShownWithIt", () => {
  const found = findCrops(crops, "苞谷")[0]!;
  expect(shownAs(found.crop, found.matched)).toBe("苞谷（玉米）");
});
test("TheWholeNameComesFirst", () => expect(findCrops(crops, "玉米").map((one) => one.crop.id)).toEqual(["maize", "sweetcorn"]));
test("ALongerPhraseStillFindsTheCropInIt", () => expect(findCrops(crops, "我家的茶叶").map((one) => one.crop.id)).toEqual(["tea"]));
test("CommonCropsAreOnlyThoseOfTheTree", () => expect(commonCrops(crops).map((one) => one.crop.id)).toEqual(["maize", "tea"]));

test.each([
  ["打药后我媳妇头晕，怕是农药中毒", "poison"], ["小孩误食了老鼠药", "poison"], ["猪圈里死了五头猪", "animal"], ["牛中毒了", "animal"],
  ["茶叶上有虫", null], ["苞谷苗死了一片", null],
])("Danger in %s", (text, danger) => expect(dangerIn(text)).toBe(danger));
test("TheServersUrgencyIsShownToo", () => {
  const understood: Understanding = { crops: [], kind: "animal_disease", kind_name: "", kind_words: [], urgency: "urgent", urgency_words: [], alert: "none", alert_words: [], sure: false };
  expect(dangerOf(understood)).toBe("animal");
  expect(dangerOf({ ...understood, kind: "pest" })).toBe("other");
  expect(dangerOf({ ...understood, urgency: "normal" })).toBe(null);
  expect(dangerOf({ ...understood, kind: "pest", alert: "human_poisoning" })).toBe("poison");
  expect(dangerOf({ ...understood, kind: "other", urgency: "normal", alert: "mass_death" })).toBe("animal");
});

test("EveryStateHasAStep", () => {
  const states: State[] = ["submitted", "triage", "assigned", "escalated", "accepted", "visit_planned", "answered", "resolved", "closed", "withdrawn", "duplicate", "rejected"];
  expect(states.map(stepOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 5, 5, 0, 0, 0]);
});
test("LookingGrowsRarerAndNeverStops", () => {
  expect(nextLook(0, 0)).toBe(30);
  expect(nextLook(20, 0)).toBe(60);
  expect(nextLook(0, 2)).toBe(120);
  expect(nextLook(1000, 9)).toBe(300);
});

test("KeysAreLongAndDiffer", () => {
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(newKey()).not.toBe(newKey());
});
test("EmptyQueriesLeaveNoTrace", () => expect(withQuery("/x", { q: "茶", after: undefined, mine: true, open: false })).toBe("/x?q=%E8%8C%B6&mine=1"));
test("AProxysErrorPageStillHasATitle", () => {
  const problem = problemOf(502, "<html>", "7");
  expect(problem).toBeInstanceOf(ApiProblem);
  expect([problem.code, problem.retryAfterSeconds, problem.unanswered]).toEqual(["http.502", 7, true]);
  expect(problem.title).not.toBe("");
});
