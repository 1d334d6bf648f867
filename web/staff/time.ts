// Times as people in Yunnan read them. Everything is shown in Beijing time, whatever the device's clock zone is.
import type { Day, Deadline, Time } from "../api/types";
import { t } from "./text";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function beijing(time: Time | number): Date {
  return new Date((typeof time === "number" ? time : Date.parse(time)) + 8 * hour);
}
const two = (n: number) => String(n).padStart(2, "0");

export function dayOf(time: Time | number): Day {
  return beijing(time).toISOString().slice(0, 10);
}
export function clockOf(time: Time | number): string {
  return beijing(time).toISOString().slice(11, 16);
}
export function today(): Day {
  return dayOf(Date.now());
}

/** Clock time with the day: today and yesterday by name, others as month and day, with the year when it is another one. */
export function moment(time: Time, now = Date.now()): string {
  const date = dayOf(time);
  if (date === dayOf(now)) return t("time.today", { clock: clockOf(time) });
  if (date === dayOf(now - day)) return t("time.yesterday", { clock: clockOf(time) });
  return `${shortDay(date, now)} ${clockOf(time)}`;
}

/** Month and day, with the year when it is not the present one. */
export function shortDay(date: Day, now = Date.now()): string {
  const [year, month, number] = date.split("-").map(Number) as [number, number, number];
  const key = date.slice(0, 4) === dayOf(now).slice(0, 4) ? "time.day" : "time.day_of_year";
  return t(key, { year, month, day: number });
}

/** Days and hours, or hours and minutes, or minutes: at most two units, never seconds. */
export function span(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / minute));
  const days = Math.floor(whole / 1440), hours = Math.floor((whole % 1440) / 60), minutes = whole % 60;
  if (days > 0) return hours > 0 ? t("time.days_hours", { days, hours }) : t("time.days", { days });
  if (hours > 0) return minutes > 0 ? t("time.hours_minutes", { hours, minutes }) : t("time.hours", { hours });
  return t("time.minutes", { minutes });
}

/** Time to a deadline in words, and how near it is. Closing by itself is nobody's debt, so it stays calm. */
export function remaining({ kind, due_at: due }: Pick<Deadline, "kind" | "due_at">, now = Date.now()): { text: string; level: "calm" | "soon" | "overdue" } {
  const left = Date.parse(due) - now;
  if (kind === "close") return { text: left > 0 ? t("time.left", { span: span(left) }) : t("time.any_moment"), level: "calm" };
  if (left <= 0) return { text: t("time.over", { span: span(-left) }), level: "overdue" };
  return { text: t("time.left", { span: span(left) }), level: left < 2 * hour ? "soon" : "calm" };
}

export function minutesInWords(minutes: number | null): string {
  return minutes === null ? t("figure.too_few") : span(minutes * minute);
}

/** The value of <input type="datetime-local"> as the API wants it. */
export function fromLocalInput(value: string): Time {
  return `${value.slice(0, 16)}:00+08:00`;
}
export function toLocalInput(time: Time | number): string {
  return `${dayOf(time)}T${clockOf(time)}`;
}

export const month = {
  of: (date: Day) => date.slice(0, 7),
  now: () => today().slice(0, 7),
  /** the month `count` months after (before, when negative) */
  add(value: string, count: number): string {
    const index = Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1 + count;
    return `${Math.floor(index / 12)}-${two((index % 12) + 1)}`;
  },
  first: (value: string): Day => `${value}-01`,
  last(value: string): Day {
    const end = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0));
    return end.toISOString().slice(0, 10);
  },
};
