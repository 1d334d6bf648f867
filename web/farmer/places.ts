// Prefecture, county and township as three plain lists; each list fills when the one above is chosen.
import { form as words } from "../messages/farmer.zh.json";
import { listRegions } from "../api/reporter";
import type { RegionList } from "../api/types";
import { byId, fillWith, make, show } from "./dom";
import { cached, prefectureOf, type Store } from "./keep";

type Regions = RegionList["regions"];
const provinceCode = 530000;

export interface Place { prefecture: number | null; county: number | null; township: number | null }

export class PlaceField {
  private readonly prefecture = byId<HTMLSelectElement>("prefecture");
  private readonly county = byId<HTMLSelectElement>("county");
  private readonly township = byId<HTMLSelectElement>("township");
  private readonly failed = byId("places-failed");
  private readonly store: Store;
  private readonly onChange: (place: Place) => void;
  private wanted: Place;

  constructor(store: Store, start: Place, onChange: (place: Place) => void) {
    this.store = store;
    this.onChange = onChange;
    this.wanted = start;
    this.prefecture.addEventListener("change", () => this.choose({ prefecture: valueOf(this.prefecture), county: null, township: null }));
    this.county.addEventListener("change", () => this.choose({ prefecture: this.wanted.prefecture, county: valueOf(this.county), township: null }));
    this.township.addEventListener("change", () => this.choose({ prefecture: this.wanted.prefecture, county: this.wanted.county, township: valueOf(this.township) }));
    this.failed.addEventListener("click", () => void this.fill());
    addEventListener("online", () => !this.failed.hidden && void this.fill());
    void this.fill();
  }

  private choose(place: Place): void {
    this.wanted = place;
    this.onChange(place);
    void this.fill();
  }

  private children(parent: number): Promise<Regions> {
    return cached(this.store, "regions." + parent, Date.now(), () => listRegions(parent).then((list) => list.regions));
  }

  private async fill(): Promise<void> {
    const { prefecture, county, township } = this.wanted;
    show(byId("township-field"), county !== null);
    this.county.disabled = prefecture === null;
    try {
      const [prefectures, counties, townships] = await Promise.all([
        this.children(provinceCode),
        prefecture === null ? [] : this.children(prefecture),
        county === null ? [] : this.children(county).catch(() => []),
      ]);
      if (this.wanted.prefecture !== prefecture || this.wanted.county !== county) return;   // chosen on meanwhile
      offer(this.prefecture, prefectures, prefecture, words.choose);
      offer(this.county, counties, county, words.choose);
      offer(this.township, townships, township, words.optional_choose);
      show(byId("township-field"), townships.length > 0);
      show(this.failed, false);
      if (county !== null && (prefectureOf(county) !== prefecture || !counties.some((one) => one.code === county)))
        this.choose({ prefecture, county: null, township: null });   // a link or memory that no longer fits
    } catch {
      show(this.failed, true);
    }
  }
}

const valueOf = (list: HTMLSelectElement): number | null => (list.value ? Number(list.value) : null);

function offer(list: HTMLSelectElement, regions: Regions, chosen: number | null, first: string): void {
  fillWith(list, make("option", { value: "" }, first), ...regions.map((region) => make("option", { value: String(region.code) }, region.name)));
  list.value = chosen === null ? "" : String(chosen);
}
