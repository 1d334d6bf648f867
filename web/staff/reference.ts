// What seldom changes: regions, crops, kinds, the service itself. Asked once per page visit, then remembered.
import { listCrops, listKinds, listRegions, readService } from "../api/reporter";
import type { CropList, RegionList } from "../api/types";

export type Region = RegionList["regions"][number];
export type Crop = CropList["crops"][number];

const known = new Map<string, Promise<unknown>>();
function once<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(name) as Promise<T> | undefined;
  if (before) return before;
  const answer = ask();
  known.set(name, answer);
  answer.catch(() => known.delete(name));              // a failed call is asked again the next time
  return answer;
}

export const service = () => once("service", readService);
export const kinds = () => once("kinds", async () => (await listKinds()).kinds);
export const regionsUnder = (parent: number) => once(`regions ${parent}`, async () => (await listRegions(parent)).regions);
export const findCrops = (q: string) => once(`crops ${q}`, async () => (await listCrops(q)).crops);

/** GB/T 2260: 530000 province, 530800 prefecture, 530822 county, 530822100 township. */
export function levelOf(code: number): Region["level"] {
  if (code > 999_999) return "township";
  if (code % 10_000 === 0) return "province";
  return code % 100 === 0 ? "prefecture" : "county";
}
export const prefectureOf = (code: number) => Math.floor(code / 100) * 100;
export const provinceOf = (code: number) => Math.floor(code / 10_000) * 10_000;
