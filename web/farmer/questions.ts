// The first questions for this crop and kind: big buttons, number pads, nothing that must be filled in. What was asked
// and answered stays in the draft, so it is still there without a network.
import { firstQuestions } from "../api/reporter";
import type { FirstQuestion, ProblemKind } from "../api/types";
import { byId, fillWith, make, setFieldError, show } from "./dom";
import type { Draft } from "./keep";

export class QuestionCard {
  private readonly draft: Draft;
  private readonly save: () => void;
  private about = "";

  constructor(draft: Draft, save: () => void) {
    this.draft = draft;
    this.save = save;
    this.draw();
  }

  /** Asks what is worth asking; without an answer the questions already there stay. */
  ask(crop: string | null, kind: ProblemKind | null): void {
    const about = crop + "/" + kind;
    if (about === this.about || (!crop && !kind)) return;
    this.about = about;
    firstQuestions({ crop: crop || undefined, kind: kind || undefined }, { retries: 0, timeoutSeconds: 10 }).then((fresh) => {
      if (about !== this.about) return;
      const same = JSON.stringify(fresh) === JSON.stringify(this.draft.asked);
      this.draft.asked = fresh;
      this.save();
      if (!same) this.draw();
    }, () => {
      if (about === this.about) this.about = "";
    });
  }

  private draw(): void {
    const questions = this.asked();
    show(byId("questions"), questions.length > 0);
    fillWith(byId("question-list"), ...questions.map((question) => (question.type === "choice" ? this.choice(question) : this.written(question))));
    const photos = this.draft.asked ? this.draft.asked.photos : [];
    show(byId("photo-prompts"), photos.length > 0);
    show(byId("photos-hint"), !photos.length);   // they say the same, more exactly
    fillWith(byId("photo-prompts"), ...photos.map((prompt) => make("li", {}, prompt)));
  }

  private asked(): FirstQuestion[] {
    return this.draft.asked ? this.draft.asked.questions : [];
  }

  private keep(question: FirstQuestion, value: string): void {
    if (value) this.draft.answers[question.id] = value;
    else delete this.draft.answers[question.id];
    this.save();
  }

  /** Check boxes that behave like a choice of one: a second tap takes the answer back. */
  private choice(question: FirstQuestion): HTMLElement {
    const boxes = question.choices.map((choice) => {
      const box = make("input", { type: "checkbox", value: choice.id });
      box.checked = this.draft.answers[question.id] === choice.id;
      box.addEventListener("change", () => {
        setFieldError("answer-" + question.id, null);
        boxes.forEach((other) => other !== box && (other.checked = false));
        this.keep(question, box.checked ? choice.id : "");
      });
      return box;
    });
    return make("fieldset", { class: "field", id: "answer-" + question.id, tabindex: "-1" }, make("legend", {}, question.text),
      make("div", { class: boxes.length % 2 ? "three" : "two" }, ...boxes.map((box, i) => make("label", { class: "choice" }, box, make("span", {}, question.choices[i]!.text)))),
      make("p", { class: "error", id: "answer-" + question.id + "-error", hidden: true }));
  }

  private written(question: FirstQuestion): HTMLElement {
    const id = "answer-" + question.id;
    const number = question.type === "number";
    const input = make("input", { id, type: number ? "tel" : "text", inputmode: number ? "numeric" : undefined, maxlength: number ? "9" : "200",
      autocomplete: "off", "aria-describedby": id + "-error" });
    input.value = this.draft.answers[question.id] || "";
    input.addEventListener("input", () => {
      setFieldError(id, null);
      this.keep(question, input.value);
    });
    return make("div", { class: "field" }, make("label", { for: id }, question.text),
      make("div", { class: number ? "amount" : "" }, input, question.unit && make("span", {}, question.unit)),
      make("p", { class: "error", id: id + "-error", hidden: true }));
  }
}
