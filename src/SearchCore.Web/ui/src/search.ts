// Searches as the service takes them: from the address of the page to calls.
import type { Search } from './address';
import { address, call } from './api';
import { finerUnit } from './dates';
import type { NamedArticle, Results, Unit, ValueCount } from './types';

/** How much is asked for; a service may allow less. */
export const sizes = { hits: 20, values: 9 };

export function allow(hits: number, values: number): void {
  sizes.hits = Math.min(sizes.hits, hits);
  sizes.values = Math.min(sizes.values, values);
}

/** The languages that a query can be written in, as SearchPage.cs names them. */
export const dialects: [string, string][] = [
  ['', 'SearchCore'],
  ['lucene', 'Lucene, classic'],
  ['factiva', 'Factiva'],
  ['plain', 'words alone'],
];

/** Kinds that are shown to narrow by, in the order in which people look for them; the archive's own come behind. */
const order = ['person', 'organization', 'place', 'source', 'section', 'author', 'tag', 'lang'];

export function shownKinds(kinds: string[]): string[] {
  const rank = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return [...kinds].filter(k => k !== 'host' && k !== 'acl').sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

const units: Unit[] = ['day', 'week', 'month', 'quarter', 'year'];

/** The unit of the timeline: what the address says, or one that fits the range. */
export function unitOf(search: Search): Unit {
  const asked = units.find(u => u === search.timeline);
  return asked ?? (search.from && search.to ? finerUnit(search.from, search.to) : 'month');
}

/** What every call about this search says: which articles match. */
export const matching = (search: Search) => ({
  q: search.q,
  dialect: search.dialect,
  lenient: true,
  select: search.select.map(c => `${c.kind}=${c.value}`),
  from: search.from,
  to: search.to,
  zone: search.zone,
});

/** The fields of the archive's own that are counted by ranges: numbers and dates, of declarations as `price:number`. */
export const rangedFields = (fields: string[]): string[] =>
  fields.map(f => f.split(':')).filter(([, type]) => /^(number|date)s?$/.test(type ?? '')).map(([name]) => name ?? '');

export function find(collection: string, search: Search, kinds: string[], after: string | null, signal: AbortSignal): Promise<Results> {
  const first = after === null;
  return call<Results>(
    address(collection, 'search', {
      ...matching(search),
      sort: search.sort,
      unique: search.unique,
      limit: sizes.hits,
      after: after ?? '',
      facet: first ? kinds.map(k => `${k}:${sizes.values}`) : [],
      timeline: first ? unitOf(search) : '',
    }),
    signal,
  );
}

const known = new Map<string, NamedArticle>();

/** What is known already of who and what articles name. */
export const namedOf = (collection: string, id: string): NamedArticle | undefined => known.get(`${collection}\n${id}`);

/** Asks for those that are not known; one answer for all of them. */
export async function nameAll(collection: string, ids: string[], signal: AbortSignal): Promise<void> {
  const missing = ids.filter(id => !known.has(`${collection}\n${id}`)).slice(0, 100);
  if (missing.length === 0) return;
  const { named } = await call<{ named: NamedArticle[] }>(address(collection, 'named', { id: missing }), signal);
  if (known.size > 2000) known.clear();
  for (const article of named) known.set(`${collection}\n${article.id}`, article);
}

/** The values of one kind in which a word begins with `prefix`, with their counts among the matches. */
export async function countValues(
  collection: string, search: Search, kind: string, prefix: string, top: number, signal: AbortSignal,
): Promise<ValueCount[]> {
  const facet = prefix ? `${kind}:${top}:${prefix}` : `${kind}:${top}`;
  const results = await call<Results>(address(collection, 'search', { ...matching(search), facet, limit: 0, suggest: 'false' }), signal);
  return results.facets[kind] ?? [];
}

export const exportAddress = (collection: string, search: Search, format: 'csv' | 'ndjson'): string =>
  address(collection, 'export', { ...matching(search), sort: search.sort, format });
