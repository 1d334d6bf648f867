// The photo field: choose or take, shrink, keep, show, upload one by one. Used by the report form and by the talk.
import { photos as words } from "../messages/farmer.zh.json";
import { ApiProblem, newKey, uploadPhoto } from "../api/client";
import { button, fillWith, make, setFieldError, show } from "./dom";
import { forgetPhoto, keepPhoto, keptPhotos, type KeptPhoto } from "./photo-store";
import { shrink } from "./shrink";
import { say } from "./words";

interface Shown extends KeptPhoto {
  state: "waiting" | "sending" | "done" | "failed";
  why: string;
  item: HTMLElement;
  bar: HTMLElement;
  note: HTMLElement;
  retry: HTMLElement;
}

/** Uploads can be used for a day; older ones are sent again. */
const uploadLifeMs = 20 * 3600000;

export class PhotoField {
  private readonly shown: Shown[] = [];
  private readonly list: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly addLabel: HTMLElement;
  private readonly status: HTMLElement;
  private busy: Promise<void> | null = null;

  max = 6;
  maxBytes = 4000000;
  /** false: photos wait on the phone until uploadAll() */
  uploadAtOnce = false;
  private readonly root: HTMLElement;
  private readonly scope: string;

  /** `root` is empty; the field builds itself there. `scope` names whose photos are kept. */
  constructor(root: HTMLElement, scope: string) {
    this.root = root;
    this.scope = scope;
    const id = root.id + "-input";
    this.list = make("ul", { class: "photo-list" });
    this.input = make("input", { type: "file", accept: "image/*", multiple: true, id, class: "photo-input", "aria-describedby": root.id + "-error" });
    this.addLabel = make("span", {}, words.add);
    this.status = make("p", { class: "hint", role: "status", hidden: true });
    fillWith(root, this.list, this.input, make("label", { for: id, class: "photo-add" }, make("i", { class: "camera", "aria-hidden": "true" }), this.addLabel), this.status);
    this.input.addEventListener("change", () => void this.add());
    void keptPhotos(scope).then((kept) => {
      kept.forEach((photo) => this.show(photo));
      if (this.uploadAtOnce) void this.uploadAll();
    });
  }

  get count(): number {
    return this.shown.length;
  }

  /** Ids of everything uploaded, in order. */
  get ids(): string[] {
    return this.shown.filter((photo) => photo.upload).map((photo) => photo.upload!.id);
  }

  focus(): void {
    this.input.focus();
  }

  private async add(): Promise<void> {
    const files = Array.prototype.slice.call(this.input.files ?? []) as File[];
    this.input.value = "";
    const error = this.root.id;
    setFieldError(error, null);
    this.status.textContent = words.preparing;
    show(this.status, true);
    for (const file of files) {
      if (this.shown.length >= this.max) {
        setFieldError(error, say(words.too_many, { max: this.max }));
        break;
      }
      try {
        const blob = await shrink(file, 1600, this.maxBytes);
        const photo: KeptPhoto = { id: newKey(), scope: this.scope, order: Date.now(), blob, key: newKey(), upload: null };
        this.show(photo);
        void keepPhoto(photo);
      } catch {
        setFieldError(error, words.unreadable);
      }
    }
    show(this.status, false);
    if (this.uploadAtOnce) void this.uploadAll();
  }

  private show(photo: KeptPhoto): void {
    const url = URL.createObjectURL(photo.blob);
    const picture = make("img", { src: url, alt: "" });
    const bar = make("progress", { max: "1", value: "0", hidden: true });
    const note = make("span", { class: "photo-note" });
    const shown: Shown = Object.assign({}, photo, { state: "waiting" as const, why: "", bar, note, item: bar as HTMLElement, retry: bar as HTMLElement });
    if (shown.upload && Date.now() - shown.upload.at > uploadLifeMs) {
      shown.upload = null;
      shown.key = newKey();
    }
    shown.retry = button(words.retry, "photo-retry", () => void this.uploadAll());
    const removing = button("×", "photo-remove", () => {
      URL.revokeObjectURL(url);
      this.drop(shown);
      this.input.focus();
    });
    shown.item = make("li", {}, picture, removing, bar, note, shown.retry);
    this.shown.push(shown);
    this.list.appendChild(shown.item);
    this.mark(shown, shown.upload ? "done" : "waiting");
    this.relabel();
  }

  private drop(photo: Shown): void {
    this.shown.splice(this.shown.indexOf(photo), 1);
    this.list.removeChild(photo.item);
    void forgetPhoto(photo.id);
    this.relabel();
  }

  private relabel(): void {
    this.shown.forEach((photo, i) => {
      photo.item.querySelector("img")!.alt = say(words.photo, { n: i + 1 });
      photo.item.querySelector(".photo-remove")!.setAttribute("aria-label", say(words.remove, { n: i + 1 }));
    });
    this.addLabel.textContent = this.shown.length ? words.more : words.add;
    this.root.classList.toggle("full", this.shown.length >= this.max);
    this.input.disabled = this.shown.length >= this.max;
  }

  private mark(photo: Shown, state: Shown["state"], share = 0): void {
    photo.state = state;
    photo.item.className = "photo " + state;
    show(photo.bar, state === "sending");
    (photo.bar as HTMLProgressElement).value = share;
    show(photo.retry, state === "failed");
    photo.note.textContent = state === "done" ? words.done : state === "failed" ? words.failed
      : state === "sending" ? say(words.percent, { n: Math.round(share * 100) }) : this.uploadAtOnce ? words.waiting : "";
  }

  /** Uploads what is not uploaded yet, one after the other. True when nothing is left over. */
  async uploadAll(onPhoto?: (at: number, all: number) => void): Promise<boolean> {
    if (this.busy) await this.busy;
    this.busy = this.run(onPhoto);
    await this.busy;
    this.busy = null;
    return this.shown.every((photo) => photo.upload !== null);
  }

  private async run(onPhoto?: (at: number, all: number) => void): Promise<void> {
    for (const photo of this.shown.slice()) {
      if (photo.upload || this.shown.indexOf(photo) < 0) continue;
      onPhoto?.(this.shown.indexOf(photo) + 1, this.shown.length);
      this.mark(photo, "sending");
      try {
        const { id } = await uploadPhoto(photo.blob, photo.key, (share) => this.mark(photo, "sending", share));
        photo.upload = { id, at: Date.now() };
        this.mark(photo, "done");
        const { scope, order, blob, key, upload } = photo;
        if (this.shown.indexOf(photo) >= 0) void keepPhoto({ id: photo.id, scope, order, blob, key, upload });
      } catch (error) {
        this.mark(photo, "failed");
        photo.why = error instanceof ApiProblem ? error.title : "";
        setFieldError(this.root.id, photo.why);
        if (error instanceof ApiProblem && error.unanswered) return;   // no network: the next one would wait as long
      }
    }
    if (this.shown.every((photo) => photo.upload)) setFieldError(this.root.id, null);
  }

  /** The server no longer knows the uploads: they must go up again. */
  forgetUploads(): void {
    this.shown.forEach((photo) => {
      photo.upload = null;
      photo.key = newKey();
      this.mark(photo, "waiting");
    });
  }

  clear(): void {
    this.shown.slice().forEach((photo) => this.drop(photo));
    setFieldError(this.root.id, null);
  }
}
