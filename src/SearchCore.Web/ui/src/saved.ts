// Saved searches, which are addresses, and alerts, which are requests: what the service keeps for a reader under a name.
import { type Search, emptySearch, readSearch, writeSearch } from './address';
import { address, call, change } from './api';
import type { Hit } from './types';

/** The members of a `SearchRequest` (docs/json.md) of an alert that say which articles match. */
interface Matching {
  query?: string | null;
  dialect?: string;
  select?: { kind: string; value: string }[];
  published?: { from?: string | null; to?: string | null } | null;
  zone?: string | null;
}

/** What is kept under a name. */
export interface Kept {
  name: string;
  search: Search;
}

export interface AlertEvent {
  id: string;
  alert: string;
  at: string;
  article?: Hit | null;
  fault?: string | null;
}

export type Sort = 'searches' | 'alerts';

/** The day that a moment begins, in the zone in which days of the search begin. */
function day(moment: string | null | undefined, zone: string | null | undefined): string {
  if (!moment) return '';
  try {
    return zone ? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(moment)) : moment.slice(0, 10);
  } catch {
    return moment.slice(0, 10);
  }
}

const ofRequest = (request: Matching): Search => ({
  ...emptySearch,
  q: request.query ?? '',
  dialect: request.dialect && request.dialect !== 'searchCore' ? request.dialect : '',
  select: request.select ?? [],
  from: day(request.published?.from, request.zone),
  to: day(request.published?.to, request.zone),
  zone: request.zone ?? '',
});

const at = (collection: string, sort: Sort, name: string): string => address(collection, `${sort}/${encodeURIComponent(name)}`);

export async function list(collection: string, sort: Sort, signal: AbortSignal): Promise<Kept[]> {
  if (sort === 'searches') {
    const { searches } = await call<{ searches: { name: string; address: string }[] }>(address(collection, sort), signal);
    return searches.map(s => ({ name: s.name, search: readSearch(new URLSearchParams(s.address)) }));
  }
  const { alerts } = await call<{ alerts: { name: string; request: Matching }[] }>(address(collection, sort), signal);
  return alerts.map(a => ({ name: a.name, search: ofRequest(a.request) }));
}

export const put = (collection: string, sort: Sort, name: string, search: Search): Promise<unknown> =>
  change('PUT', at(collection, sort, name), {
    // An alert has no order and no looks, but days of the same zone.
    address: writeSearch(sort === 'searches' ? search : { ...search, sort: '', timeline: '', unique: false }).toString(),
  });

export const remove = (collection: string, sort: Sort, name: string): Promise<unknown> => change('DELETE', at(collection, sort, name));

export const feed = (collection: string, name: string): string => `${at(collection, 'alerts', name)}/feed`;

/** How many events back the page begins. */
const back = 300;

/**
 * Where events are sent, from the last ones on. A reader who may not see all articles is given no numbers, and has the events from now on.
 */
export async function events(collection: string, behind: string | null, signal: AbortSignal): Promise<string> {
  if (behind !== null) return address(collection, 'alerts/events', { after: behind });
  const { last } = await call<{ last?: string | null }>(address(collection, 'alerts'), signal);
  const after = last && /^\d+$/.test(last) ? String(Math.max(0, Number(last) - back)) : '';
  return address(collection, 'alerts/events', { after });
}
