import { describe, expect, it } from "vitest";
import { cutAtMarks, insertAt, stillInserted } from "./marks";

describe("a snippet", () => {
  it("marks what was looked for and loses no letter", () => {
    const parts = cutAtMarks("茶叶嫩叶卷", [{ begin: 0, end: 1 }, { begin: 4, end: 5 }]);
    expect(parts.map((part) => part.text).join("")).toBe("茶叶嫩叶卷");
    expect(parts.filter((part) => part.marked).map((part) => part.text)).toEqual(["茶", "卷"]);
  });
  it("stays whole when marks do not fit it", () =>
    expect(cutAtMarks("茶叶", [{ begin: 1, end: 9 }, { begin: 1, end: 1 }])).toEqual([{ text: "茶叶", marked: false }]));
});

describe("inserting advice into an answer", () => {
  it("keeps what was written on both sides of the cursor", () =>
    expect(insertAt("您好。再联系。", 3, 3, "先摘虫叶\n")).toEqual({ text: "您好。\n先摘虫叶\n再联系。", cursor: 8 }));
  it("starts an empty answer without an empty line", () => expect(insertAt("", 0, 0, "先摘虫叶")).toEqual({ text: "先摘虫叶", cursor: 4 }));
});

describe("what counts as used", () => {
  const tea = { type: "article", id: "tea", advice: "先摘去虫多的嫩叶\n再挂色板" } as const;
  const pig = { type: "case", id: "7", advice: "隔离病猪再打电话" } as const;
  it("is what the answer still says", () => expect(stillInserted("您好，先摘去虫多的嫩叶。", [tea, pig])).toEqual([{ type: "article", id: "tea" }]));
  it("is nothing after it was deleted", () => expect(stillInserted("请自己看着办", [tea, pig])).toEqual([]));
  it("is counted once however often it was inserted", () => expect(stillInserted("再挂色板 再挂色板！先摘去虫多的嫩叶", [tea, tea])).toHaveLength(1));
});
