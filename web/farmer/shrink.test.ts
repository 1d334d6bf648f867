import { expect, test } from "vitest";
import { fitInto, orientationOf } from "./shrink";

test.each([
  [4000, 3000, 1600, 1200], [3000, 4000, 1200, 1600], [1600, 1600, 1600, 1600], [800, 600, 800, 600], [100000, 10, 1600, 1],
])("PhotosFitAndAreNeverEnlarged %i×%i", (width, height, toWidth, toHeight) =>
  expect(fitInto(width, height, 1600)).toEqual({ width: toWidth, height: toHeight }));

function jpegWithOrientation(value: number, little: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(60));
  view.setUint16(0, 0xffd8);
  view.setUint16(2, 0xffe1);
  view.setUint16(4, 40);
  view.setUint32(6, 0x45786966);
  view.setUint16(12, little ? 0x4949 : 0x4d4d);
  view.setUint16(14, 42, little);
  view.setUint32(16, 8, little);
  view.setUint16(20, 1, little);
  view.setUint16(22, 0x0112, little);
  view.setUint16(24, 3, little);
  view.setUint32(26, 1, little);
  view.setUint16(30, value, little);
  return view.buffer;
}

test.each([[6, true], [8, false], [3, true]])("ALyingPhotoIsRecognised %i", (value, little) =>
  expect(orientationOf(jpegWithOrientation(value, little))).toBe(value));
test("NonsenseMeansUpright", () => {
  expect(orientationOf(jpegWithOrientation(99, true))).toBe(1);
  expect(orientationOf(new ArrayBuffer(0))).toBe(1);
  for (let length = 0; length < 60; length++) expect(orientationOf(jpegWithOrientation(6, true).slice(0, length))).toBeGreaterThan(0);
});
