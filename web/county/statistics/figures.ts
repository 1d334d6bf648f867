// How a figure is written, and which ones the page shows.
import type { Figures } from "../../api/types";
import { t, type Key } from "../../staff/text";
import { minutesInWords } from "../../staff/time";

export const figureNames = [
  "reports", "open", "on_time_rate", "solved_rate", "unsolved", "no_feedback", "first_answer_median_minutes", "first_answer_p90_minutes",
] as const;
export type FigureName = (typeof figureNames)[number];

/** A rate without enough cases is not a number, and is not shown as one. */
export function rate(value: number | null): string {
  return value === null ? t("figure.too_few") : `${(value * 100).toFixed(1).replace(/\.0$/, "")}%`;
}
export function figure(figures: Figures, name: FigureName): string {
  const value = figures[name];
  if (name === "on_time_rate" || name === "solved_rate") return rate(value);
  if (name === "first_answer_median_minutes" || name === "first_answer_p90_minutes") return minutesInWords(value);
  return String(value);
}
/** The two numbers a rate is made of, for the line beneath it. */
export function share(figures: Figures, name: FigureName): string {
  const ended = figures.solved + figures.better + figures.unsolved + figures.not_tried + figures.no_feedback;
  if (name === "on_time_rate") return t("figure.share", { part: figures.on_time, whole: figures.on_time + figures.late });
  return name === "solved_rate" ? t("figure.share", { part: figures.solved, whole: ended }) : "";
}
export const labelOf = (name: FigureName) => t(`figure.${name}` as Key);
