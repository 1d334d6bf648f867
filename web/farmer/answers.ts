// The answers to the first questions as they are checked and sent. Pure.
import { questions as words } from "../messages/farmer.zh.json";
import type { FirstQuestion } from "../api/types";
import type { Draft } from "./keep";
import { say } from "./words";

const asked = (draft: Draft): FirstQuestion[] => (draft.asked ? draft.asked.questions : []);
const given = (draft: Draft, question: FirstQuestion): string => (draft.answers[question.id] || "").trim();
const numberOf = (text: string): number => Number(text.replace(/[，,]/g, "").replace(/[。．]/g, "."));

/** Answers as they are sent: only to questions that stand on the page now. */
export function answersOf(draft: Draft): { [question: string]: string | number } | undefined {
  const answers: { [question: string]: string | number } = {};
  for (const question of asked(draft)) {
    const text = given(draft, question);
    if (text) answers[question.id] = question.type === "number" ? numberOf(text) : text;
  }
  return Object.keys(answers).length ? answers : undefined;
}

/** Numbers that are none, or too large. */
export function wrongAnswers(draft: Draft): { field: string; title: string }[] {
  return asked(draft).filter((question) => {
    const text = given(draft, question);
    const number = numberOf(text);
    return question.type === "number" && text && !(number >= 0 && number <= question.max && number % 1 === 0);
  }).map((question) => ({ field: "answers." + question.id, title: say(words.wrong_number, { max: question.max }) }));
}
