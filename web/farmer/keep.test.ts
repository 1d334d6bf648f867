import { expect, test } from "vitest";
import {
  cached, countyFromLink, emptyDraft, finishDraft, forgetReports, keep, keepReport, keptReports, keyFor, loadDraft, memoryStore, readKept, saveDraft, type Store,
} from "./keep";

test("WhatWasWrittenIsThereAfterAReload", () => {
  const store = memoryStore();
  saveDraft(store, { ...emptyDraft(), text: "苞谷叶子上有洞", county: 532822, prefecture: 532800 });
  expect(loadDraft(store, null)).toMatchObject({ text: "苞谷叶子上有洞", county: 532822 });
});

test("ADraftKeptByAnOlderPageStillOpens", () => {
  const store = memoryStore();
  keep(store, "draft", { text: "虫" });
  expect(loadDraft(store, null)).toEqual({ ...emptyDraft(), text: "虫" });
});

test("BrokenOrFullStorageLosesNoPage", () => {
  const broken: Store = { getItem: () => "{", setItem: () => { throw new Error("full"); }, removeItem: () => undefined };
  expect(saveDraft(broken, emptyDraft())).toBe(false);
  expect(loadDraft(broken, null)).toEqual(emptyDraft());
});

test("AfterSendingThePersonStaysAndTheWordsAndConsentGo", () => {
  const store = memoryStore();
  finishDraft(store, { ...emptyDraft(), text: "虫", consent: true, phone: "13988887777", county: 532822 });
  expect(loadDraft(store, null)).toMatchObject({ text: "", consent: false, phone: "13988887777", county: 532822 });
});

test("TheCountyInAQrCodeWinsOverTheOldOne", () => {
  const store = memoryStore();
  finishDraft(store, { ...emptyDraft(), prefecture: 532800, county: 532822, township: 532822100, village: "曼班村" });
  expect(loadDraft(store, 530822)).toMatchObject({ prefecture: 530800, county: 530822, township: null, village: "" });
  expect(loadDraft(store, 532822)).toMatchObject({ county: 532822, township: 532822100, village: "曼班村" });
});

test.each([["?at=530822", 530822], ["?x=1&at=530822100", 530822], ["?at=530800", null], ["?at=53", null], ["", null], ["?cat=530822", null]])(
  "QrLink %s", (search, county) => expect(countyFromLink(search)).toBe(county));

test("TheSameWordsKeepTheirKeySoOneReportNeverBecomesTwo", () => {
  const draft = emptyDraft();
  let made = 0;
  const make = () => "key" + ++made;
  expect(keyFor(draft, "a", make)).toBe("key1");
  expect(keyFor(draft, "a", make)).toBe("key1");
  const store = memoryStore();
  saveDraft(store, draft);
  expect(keyFor(loadDraft(store, null), "a", make)).toBe("key1");
  expect(keyFor(draft, "b", make)).toBe("key2");
});

test("ReportsAreRememberedNewestFirstWithoutDoubles", () => {
  const store = memoryStore();
  for (let i = 0; i < 25; i++) keepReport(store, { number: "n" + i, token: "t" + i, at: "", excerpt: "" });
  keepReport(store, { number: "n20", token: "t20", at: "", excerpt: "" });
  expect(keptReports(store)).toHaveLength(20);
  expect(keptReports(store)[0]!.token).toBe("t20");
});

test("AKeptListServesWithoutNetworkAndIsRenewedWhenOld", async () => {
  const store = memoryStore();
  expect(await cached(store, "crops", 0, () => Promise.resolve(1))).toBe(1);
  expect(await cached(store, "crops", 1000, () => Promise.reject(new Error("offline")))).toBe(1);
  expect(await cached(store, "crops", 2 * 86400000, () => Promise.resolve(2))).toBe(1);
  expect(await cached(store, "crops", 2 * 86400000, () => Promise.resolve(3))).toBe(2);
});

test("ForgettingTheReportsForgetsWhatWasSeenOfThem", () => {
  const store = memoryStore();
  keepReport(store, { number: "n", token: "t", at: "", excerpt: "" });
  keep(store, "track.t", { view: 1 });
  keep(store, "say.t", "half a sentence");
  forgetReports(store);
  expect([keptReports(store), readKept(store, "track.t"), readKept(store, "say.t")]).toEqual([[], null, null]);
});
