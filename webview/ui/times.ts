import { element, having } from './elements.js';

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago a moment (UTC, ISO 8601) was; the exact one shows on hover. */
export function ago(at: string): HTMLElement {
  const moment = new Date(at);
  const passed = Date.now() - moment.getTime();
  const [unit, ms] = steps.find(([, each]) => Math.abs(passed) >= each) ?? ['minute', 60_000];
  const words = passed < 60_000 ? 'just now' : relative.format(-Math.floor(passed / ms), unit);
  return having(element('time', '', words), { datetime: at, title: exact.format(moment) });
}

/** A day (UTC, `YYYY-MM-DD`) as the person's language writes it. */
export function dayInWords(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`));
}

/** `45 s`, `12 min`, `1 h 5 min` */
export function duration(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
