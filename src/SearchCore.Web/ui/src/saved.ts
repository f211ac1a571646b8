// Saved searches and alerts: requests that the service keeps under a name.
import { type Search, emptySearch } from './address';
import { address, call, change } from './api';
import type { Hit, Unit } from './types';

/** The members of a `SearchRequest` (docs/json.md) that the page's searches have. */
export interface KeptRequest {
  query?: string | null;
  dialect?: string;
  lenient?: boolean;
  select?: { kind: string; value: string }[];
  published?: { from?: string | null; to?: string | null } | null;
  timeline?: { unit: Unit } | null;
  sort?: string;
  unique?: boolean;
  zone?: string | null;
}

export interface Kept {
  name: string;
  request: KeptRequest;
}

export interface AlertEvent {
  number: number;
  query: string;
  at: string;
  article?: Hit | null;
  fault?: string | null;
}

export type Sort = 'searches' | 'alerts';

export function toRequest(search: Search): KeptRequest {
  return {
    query: search.q || null,
    ...(search.dialect ? { dialect: search.dialect } : {}),
    lenient: true,
    select: search.select,
    ...(search.from || search.to ? { published: { from: search.from || null, to: search.to || null } } : {}),
    ...(search.timeline ? { timeline: { unit: search.timeline as Unit } } : {}),
    ...(search.sort ? { sort: search.sort } : {}),
    ...(search.unique ? { unique: true } : {}),
    ...(search.zone ? { zone: search.zone } : {}),
  };
}

export function toSearch(request: KeptRequest): Search {
  const day = (moment: string | null | undefined): string => moment?.slice(0, 10) ?? '';
  return {
    ...emptySearch,
    q: request.query ?? '',
    dialect: request.dialect && request.dialect !== 'searchCore' ? request.dialect : '',
    select: request.select ?? [],
    from: day(request.published?.from),
    to: day(request.published?.to),
    timeline: request.timeline?.unit ?? '',
    sort: request.sort && request.sort !== 'relevance' ? request.sort : '',
    unique: request.unique ?? false,
    zone: request.zone ?? '',
  };
}

/** What an alert can be of: which articles match, in no order and none of another zone's looks. */
export function toAlert(search: Search): KeptRequest {
  const { sort: _sort, unique: _unique, timeline: _timeline, ...matching } = toRequest(search);
  return matching;
}

const at = (collection: string, sort: Sort, name: string): string => address(collection, `${sort}/${encodeURIComponent(name)}`);

export async function list(collection: string, sort: Sort, signal: AbortSignal): Promise<Kept[]> {
  return (await call<Record<Sort, Kept[] | undefined>>(address(collection, sort), signal))[sort] ?? [];
}

export const put = (collection: string, sort: Sort, name: string, search: Search): Promise<unknown> =>
  change('PUT', at(collection, sort, name), { request: sort === 'alerts' ? toAlert(search) : toRequest(search) });

export const remove = (collection: string, sort: Sort, name: string): Promise<unknown> => change('DELETE', at(collection, sort, name));

export const feed = (collection: string, name: string): string => `${at(collection, 'alerts', name)}/feed`;
export const events = (collection: string): string => address(collection, 'alerts/events');
