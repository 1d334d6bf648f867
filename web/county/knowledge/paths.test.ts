import { describe, expect, it } from "vitest";
import { addressOfFile, articlePath, placeOfLine } from "./paths";

it("keeps a path in one part of the address", () => expect(addressOfFile("articles/tea/a.md")).toBe("/knowledge/articles%2Ftea%2Fa.md"));

describe("a new article's path", () => {
  it.each([["tea", "Leafhopper", "articles/tea/tea-leafhopper.md"], ["green_onion", "rust", "articles/green_onion/green-onion-rust.md"], ["tea", "../x", null], ["tea", "茶", null], ["", "x", null]])(
    "%s %s", (crop, name, path) => expect(articlePath(crop, name)).toBe(path));
});

describe("the place of a faulty line", () => {
  it("is the line itself", () => expect(placeOfLine("a\nbcd\ne", 2)).toEqual({ from: 2, to: 5 }));
  it("is the last one when the fault lies beyond the text", () => expect(placeOfLine("a\nb", 9)).toEqual({ from: 2, to: 3 }));
  it("is the first one when the fault has no line", () => expect(placeOfLine("a\nb", 0)).toEqual({ from: 0, to: 1 }));
});
