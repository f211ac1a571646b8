// Moments and days for people. A moment at midnight UTC is a day without a time, as most archives date articles: it is shown as that day
// wherever the reader is, and any other moment in the reader's own zone.
import type { Bucket, Unit } from './types';

export const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const cache = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat('en-GB', options)));
  return found;
}

const isDay = (moment: string): boolean => /T00:00:00(\.0+)?Z$/.test(moment);

export function showMoment(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
  return isDay(moment)
    ? format({ ...day, timeZone: 'UTC' }).format(date)
    : format({ ...day, hour: '2-digit', minute: '2-digit', timeZone: readersZone() }).format(date);
}

/** What a date says when it is pointed at. */
export const explainMoment = (moment: string): string =>
  isDay(moment)
    ? `${moment.slice(0, 10)}, no time of day given`
    : `${moment.replace('T', ' ').replace('Z', '')} UTC, shown in ${readersZone()}`;

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const write = (date: Date): string => date.toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return write(date);
};

/** The first day behind the unit that begins on `day`. */
export function unitEnd(day: string, unit: Unit): string {
  const date = utc(day);
  if (unit === 'day') return addDays(day, 1);
  if (unit === 'week') return addDays(day, 7);
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  return write(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
}

/** A timeline without gaps, with empty buckets in front and behind so that it goes from `first` to `last`. */
export function stretch(buckets: Bucket[], first: string | undefined, last: string | undefined, unit: Unit): Bucket[] {
  if (!first || !last) return buckets;
  const have = new Map(buckets.map(b => [b.start, b]));
  const found: Bucket[] = [];
  for (let day = first; day <= last; day = unitEnd(day, unit)) {
    found.push(have.get(day) ?? { start: day, count: 0, articles: 0, burst: false });
  }
  return found;
}

/** The unit in which a brush into `from` … `to` (not inside) is best looked at. */
export function finerUnit(from: string, to: string): Unit {
  const days = (utc(to).getTime() - utc(from).getTime()) / 86_400_000;
  return days <= 62 ? 'day' : days <= 366 * 12 ? 'month' : 'year';
}

export function showBucket(day: string, unit: Unit): string {
  const date = utc(day);
  switch (unit) {
    case 'day':
      return format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
    case 'week':
      return `week of ${showDay(day)}`;
    case 'month':
      return format({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
    case 'quarter':
      return `${Math.floor(date.getUTCMonth() / 3) + 1}. quarter of ${date.getUTCFullYear()}`;
    case 'year':
      return String(date.getUTCFullYear());
  }
}

/** The label under an axis: short, and with the year where a year begins and at the first. Over `years` a day is told by its month. */
export function showTick(day: string, unit: Unit, first: boolean, years: boolean): string {
  if (unit === 'year') return day.slice(0, 4);
  const date = utc(day);
  const long: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' };
  if (years) return format(long).format(date);
  if (first) return unit === 'day' || unit === 'week' ? showDay(day) : format(long).format(date);
  if (unit === 'day' || unit === 'week') return format({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);
  return date.getUTCMonth() === 0 ? day.slice(0, 4) : format({ month: 'short', timeZone: 'UTC' }).format(date);
}

export const showDay = (day: string): string =>
  format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(utc(day));

/** A range of days for people: both ends inside. */
export function showRange(from: string, to: string): string {
  const last = to ? addDays(to, -1) : '';
  if (from && last) {
    if (from === last) return showDay(from);
    if (from.endsWith('-01-01') && last === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
    if (from.endsWith('-01') && to === unitEnd(from, 'month')) return showBucket(from, 'month');
    return `${showDay(from)} – ${showDay(last)}`;
  }
  return from ? `from ${showDay(from)}` : `to ${showDay(last)}`;
}

const numbers = new Intl.NumberFormat('en-GB');
export const showCount = (count: number): string => numbers.format(count);
export const plural = (count: number, one: string, many = `${one}s`): string => `${showCount(count)} ${count === 1 ? one : many}`;
