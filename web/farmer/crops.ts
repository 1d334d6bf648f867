// The crop field: common ones as big buttons, local names understood ("苞谷" finds 玉米), never a must.
import { common, crop as words } from "../messages/farmer.zh.json";
import { listCrops } from "../api/reporter";
import type { CropList } from "../api/types";
import { button, byId, debounced, fillWith, make, show } from "./dom";
import { cached, type Store } from "./keep";
import { say } from "./words";

export type Crop = CropList["crops"][number];
export interface ChosenCrop { id: string; shown: string }

/** "苞谷（玉米）" when a local name led here, otherwise just the name. */
export const shownAs = (crop: Crop, matched?: string): string =>
  matched && matched !== crop.name ? say(common.name_with, { local: matched, name: crop.name }) : crop.name;

/** Crops one of whose names holds the words, best first: the whole name, then a beginning, then anywhere. */
export function findCrops(crops: Crop[], typed: string, limit = 8): { crop: Crop; matched: string }[] {
  const wanted = typed.trim();
  if (!wanted) return [];
  const found: { crop: Crop; matched: string; rank: number }[] = [];
  for (const crop of crops) {
    let best: { matched: string; rank: number } | null = null;
    for (const name of [crop.name].concat(crop.names)) {
      const at = name.indexOf(wanted);
      const rank = name === wanted ? 0 : at === 0 ? 1 : at > 0 ? 2 : wanted.indexOf(name) >= 0 ? 3 : 4;
      if (rank < 4 && (!best || rank < best.rank)) best = { matched: name, rank };
    }
    if (best) found.push({ crop, matched: best.matched, rank: best.rank });
  }
  return found.sort((a, b) => a.rank - b.rank || (a.crop.level === "species" ? 0 : 1) - (b.crop.level === "species" ? 0 : 1)).slice(0, limit);
}

/** The buttons shown before anything is typed; names without a crop in the tree are left out. */
export function commonCrops(crops: Crop[]): { crop: Crop; matched: string }[] {
  const local: { [name: string]: string | undefined } = words.local;
  const out: { crop: Crop; matched: string }[] = [];
  for (const name of words.common) {
    const crop = crops.filter((one) => one.name === name)[0] ?? crops.filter((one) => one.names.indexOf(name) >= 0)[0];
    if (crop) out.push({ crop, matched: local[name] ?? crop.name });
  }
  return out;
}

export class CropField {
  private readonly input = byId<HTMLInputElement>("crop");
  private readonly choices = byId("crop-choices");
  private readonly status = byId("crop-status");
  private readonly chosenBox = byId("crop-chosen");
  private readonly search = byId("crop-search");
  private readonly onChange: (chosen: ChosenCrop | null, typed: string) => void;
  private crops: Crop[] = [];
  private chosen: ChosenCrop | null;
  private asked = "";

  /** `linked`: the crop a link asked for, chosen as soon as its name is known. */
  constructor(store: Store, start: { chosen: ChosenCrop | null; typed: string; linked: string | null }, onChange: (chosen: ChosenCrop | null, typed: string) => void) {
    this.onChange = onChange;
    this.chosen = start.chosen;
    this.input.value = start.typed;
    const askServer = debounced(400, () => void this.askServer());
    this.input.addEventListener("input", () => {
      onChange(null, this.input.value);
      this.render();
      askServer();
    });
    this.render();
    cached(store, "crops", Date.now(), () => listCrops().then((list) => list.crops)).then((crops) => {
      this.crops = crops;
      const linked = crops.filter((crop) => crop.id === start.linked)[0];
      if (linked) this.choose({ id: linked.id, shown: linked.name }, false);
      else this.render();
    }, () => undefined);
  }

  /** What was typed but not chosen: taken if it is exactly a crop's name, else to be sent within the text. */
  settle(): void {
    const typed = this.input.value.trim();
    if (this.chosen || !typed) return;
    const exact = findCrops(this.crops, typed, 1)[0];
    if (exact && exact.matched === typed) this.choose({ id: exact.crop.id, shown: shownAs(exact.crop, exact.matched) }, false);
  }

  private async askServer(): Promise<void> {
    const typed = this.input.value.trim();
    if (!typed || this.chosen || findCrops(this.crops, typed).length || typed === this.asked) return;
    this.asked = typed;
    try {
      const { crops } = await listCrops(typed, { retries: 0 });
      if (typed === this.input.value.trim()) this.offer(crops.slice(0, 8).map((crop) => ({ crop, matched: crop.matched ?? crop.name })), true);
    } catch {
      // the name goes out within the text
    }
  }

  private choose(chosen: ChosenCrop | null, focus: boolean): void {
    this.chosen = chosen;
    this.input.value = "";
    this.onChange(chosen, "");
    this.render();
    if (focus) (chosen ? this.chosenBox.querySelector("button")! : this.input).focus();
  }

  private render(): void {
    show(this.search, !this.chosen);
    show(this.chosenBox, !!this.chosen);
    if (this.chosen) {
      fillWith(this.chosenBox, make("span", { class: "tick" }, this.chosen.shown), button(words.change, "quiet", () => this.choose(null, true)));
      return;
    }
    const typed = this.input.value.trim();
    this.offer(typed ? findCrops(this.crops, typed) : commonCrops(this.crops), !!typed);
  }

  private offer(found: { crop: Crop; matched: string }[], searched: boolean): void {
    fillWith(this.choices, ...found.map(({ crop, matched }) => {
      const shown = shownAs(crop, matched);
      return button(shown, "chip", () => this.choose({ id: crop.id, shown }, true));
    }));
    this.status.textContent = !searched ? "" : found.length ? say(words.found, { n: found.length }) : words.none;
  }
}
