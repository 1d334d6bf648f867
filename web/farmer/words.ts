// Texts with gaps, and times as a farmer would say them. Pure.
import { times } from "../messages/farmer.zh.json";

/** say("还有 {n} 个", {n: 2}) → "还有 2 个" */
export function say(text: string, gaps: { [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => (name in gaps ? String(gaps[name]) : all));
}

/** "今天 15:30", "11月24日 15:30", with the year if it is another one; always Beijing time, whatever the phone's zone. */
export function timeWords(time: string, now: number): string {
  const instant = Date.parse(time);
  if (isNaN(instant)) return time;
  const then = beijing(instant);
  const today = beijing(now);
  const days = Math.floor(then.getTime() / 86400000) - Math.floor(today.getTime() / 86400000);
  const text = days === 0 ? times.today : days === -1 ? times.yesterday : days === 1 ? times.tomorrow
    : then.getUTCFullYear() === today.getUTCFullYear() ? times.day : times.year_day;
  return say(text, {
    clock: two(then.getUTCHours()) + ":" + two(then.getUTCMinutes()),
    day: then.getUTCDate(), month: then.getUTCMonth() + 1, year: then.getUTCFullYear(),
  });
}

/** A date whose UTC fields read as Beijing's wall clock (no summer time since 1991). */
const beijing = (instant: number) => new Date(instant + 8 * 3600000);
const two = (n: number) => (n < 10 ? "0" : "") + n;
