import { useEffect, useRef, useState } from 'preact/hooks';
import { type Search, isNarrowed, writeSearch } from '../address';
import { Failure } from '../api';
import { finerUnit, plural, readersZone, showCount, showRange } from '../dates';
import { rememberQuery } from '../keep';
import { useLoad } from '../load';
import { Chips } from '../parts/chips';
import { Failed } from '../parts/failure';
import { Facets } from '../parts/facets';
import { Hits } from '../parts/hits';
import { IconFilter } from '../parts/icons';
import { QueryBox } from '../parts/querybox';
import { SaveSearch } from '../parts/save';
import { Timeline } from '../parts/timeline';
import { go, isReturn, useSettled } from '../router';
import { exportAddress, find, rangedFields, shownKinds, sizes, unitOf } from '../search';
import type { Collection, Hit, Results, Unit } from '../types';

/** What was loaded of a search, so that going back to it shows all of it at once. */
interface Kept {
  results: Results;
  hits: Hit[];
  next: string | null;
}

const kept = new Map<string, Kept>();

function keep(key: string, value: Kept): void {
  kept.delete(key);
  kept.set(key, value);
  const oldest = kept.keys().next();
  if (kept.size > 30 && !oldest.done) kept.delete(oldest.value);
}

/** The ids of a search's hits as far as they are loaded, for going from one article to the next. */
export const loadedHits = (collection: string, search: Search): Hit[] => kept.get(keyOf(collection, search))?.hits ?? [];

const keyOf = (collection: string, search: Search): string => `${collection}?${writeSearch(search).toString()}`;

export function SearchView({ collection, search }: { collection: Collection; search: Search }) {
  const name = collection.name;
  const key = keyOf(name, search);
  const ranged = rangedFields(collection.fields);
  const kinds = [...shownKinds(collection.kinds), ...ranged];
  const loaded = useLoad(key, async signal => {
    const before = isReturn() ? kept.get(key) : undefined;
    if (before) return { key, ...before };
    const results = await find(name, search, kinds, null, signal);
    const value = { results, hits: results.hits, next: results.next };
    keep(key, value);
    return { key, ...value };
  });
  const [filters, setFilters] = useState(false);

  const data = loaded.data;
  useSettled(data?.key === key || loaded.failure ? key : null);
  useEffect(() => rememberQuery(name, search.q), [name, search.q]);

  const change = (next: Search, keepScroll = true): void => go({ view: 'search', collection: name, search: next }, { keepScroll });

  return (
    <main id="main" class="search-view">
      <h1 class="hidden">Search {collection.title}</h1>
      <QueryBox
        collection={name}
        value={search.q}
        dialect={search.dialect}
        label={`Search ${collection.title}`}
        main
        warnings={loaded.loading ? [] : (data?.results.warnings ?? [])}
        onSubmit={q => (q === search.q ? loaded.reload() : change({ ...search, q }, false))}
        onDialect={(dialect, q) => change({ ...search, dialect, q }, false)}
      />
      {loaded.failure && <Failed failure={loaded.failure} retry={loaded.reload} />}
      {data && (data.key === key || !loaded.failure) && (
        <div class={`found${loaded.loading ? ' stale' : ''}`} aria-busy={loaded.loading}>
          <Summary collection={collection} search={search} results={data.results} onChange={change} />
          <Chips search={search} onChange={change} />
          <Notes results={data.results} search={search} onChange={change} />
          <When search={search} results={data.results} onChange={change} />
          {(data.results.total > 0 || search.select.length > 0) && (
            <button
              type="button"
              class="filters-toggle narrow-only"
              aria-expanded={filters}
              aria-controls="filters"
              onClick={() => setFilters(!filters)}
            >
              <IconFilter /> Narrow by {search.select.length > 0 && `(${search.select.length})`}
            </button>
          )}
          <div class="columns">
            <aside id="filters" class={`filters${filters ? ' open' : ''}`} aria-label="Narrow by">
              <Facets collection={name} search={search} results={data.results} kinds={kinds} ranged={ranged} onChange={change} />
            </aside>
            <section class="list" aria-label="Articles found">
              <h2 class="hidden">Articles found</h2>
              <List key={data.key} id={data.key} collection={name} search={search} kinds={kinds} first={data} />
            </section>
          </div>
        </div>
      )}
      {!data && !loaded.failure && <p class="quiet-text loading">Searching …</p>}
    </main>
  );
}

interface PartProps {
  search: Search;
  results: Results;
  onChange: (search: Search) => void;
}

function Summary({ collection, search, results, onChange }: PartProps & { collection: Collection }) {
  const total = `${results.totalIsExact ? '' : 'at least '}${plural(results.total, 'article')}`;
  return (
    <div class="summary">
      <p role="status" class="total" data-total={results.total}>
        <strong>{total}</strong>
        {results.stories !== undefined && <span> in {plural(results.stories, 'story', 'stories')}</span>}
        {!isNarrowed(search) && <span> in {collection.title}</span>}
        <span class="took"> {results.tookMs < 10 ? results.tookMs.toFixed(1) : Math.round(results.tookMs)} ms</span>
      </p>
      <div class="tools">
        <label>
          <span class="hidden">Order</span>
          <select value={search.sort || 'relevance'} onChange={e => onChange({ ...search, sort: orderOf(e.currentTarget.value) })}>
            <option value="relevance">Best match first</option>
            <option value="newest">Newest first</option>
            <option value="oldest">Oldest first</option>
          </select>
        </label>
        <label class="check">
          <input type="checkbox" checked={search.unique} onChange={e => onChange({ ...search, unique: e.currentTarget.checked })} />
          One per story
        </label>
        {collection.may.includes('export') && (
          <span class="export">
            <a href={exportAddress(collection.name, search, 'csv')} download={`${collection.name}.csv`}>CSV</a>
            <a href={exportAddress(collection.name, search, 'ndjson')} download={`${collection.name}.ndjson`}>JSON</a>
          </span>
        )}
        <SaveSearch collection={collection.name} search={search} />
      </div>
    </div>
  );
}

const orderOf = (value: string): string => (value === 'relevance' ? '' : value);

/** What else there is to say of a search: how it was read, what is missing, what may have been meant. */
function Notes({ results, search, onChange }: PartProps) {
  const suggestions = results.suggestions ?? [];
  return (
    <>
      {results.partial && (
        <p class="notice" role="alert">
          {results.missing?.length
            ? `Parts of the archive did not answer (${results.missing.map(m => m.shard).join(', ')}): counts and hits are without them.`
            : 'There was not enough time for all of it: counts and hits are of a part. Narrow the search, or try again.'}
        </p>
      )}
      {suggestions.length > 0 && (
        <p class="notice">
          Did you mean{' '}
          {suggestions.map((s, i) => (
            <span key={s.query}>
              {i > 0 && ', '}
              <button type="button" class="link" onClick={() => onChange({ ...search, q: s.query })}>
                <bdi>{s.replacement}</bdi>
              </button>{' '}
              ({showCount(s.articles)})
            </span>
          ))}
          ?
        </p>
      )}
    </>
  );
}

function When({ search, results, onChange }: PartProps) {
  const unit = results.timelineUnit ?? unitOf(search);
  if (results.timeline.length === 0 && !search.from && !search.to) return null;
  const zoned = search.zone !== '';
  const here = readersZone();
  const set = (part: Partial<Search>): void => onChange({ ...search, ...part });
  return (
    <section class="when-panel" aria-label="When">
      <div class="when-head">
        <h2>{search.from || search.to ? showRange(search.from, search.to) : 'When'}</h2>
        {(search.from || search.to) && (
          <button type="button" class="quiet" onClick={() => set({ from: '', to: '', timeline: '' })}>
            All dates
          </button>
        )}
        <span class="spacer" />
        {(results.undated ?? 0) > 0 && <span class="quiet-text">{showCount(results.undated ?? 0)} undated</span>}
        {here !== 'UTC' && (
          <button
            type="button"
            class="quiet"
            aria-pressed={zoned}
            title={zoned ? `Days begin in ${search.zone}` : 'Days begin in UTC, for every reader of this address'}
            onClick={() => set({ zone: zoned ? '' : here })}
          >
            Days of {zoned ? search.zone : 'UTC'}
          </button>
        )}
        <label>
          <span class="hidden">Bars are</span>
          <select value={unit} onChange={e => set({ timeline: e.currentTarget.value })}>
            {['day', 'week', 'month', 'quarter', 'year'].map(u => (
              <option key={u} value={u}>
                by {u}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Timeline
        buckets={results.timeline}
        gaps={results.timelineGaps ?? []}
        unit={unit}
        label="Matches over time"
        onRange={(from, to, bucket) => set({ from, to, timeline: bucket ? drill(unit, from, to) : '' })}
      />
    </section>
  );
}

/** Into one bucket one looks by the next finer unit. */
const drill = (unit: Unit, from: string, to: string): string =>
  unit === 'year' ? 'month' : unit === 'quarter' ? 'week' : unit === 'day' ? 'day' : finerUnit(from, to);

interface ListProps {
  id: string;
  collection: string;
  search: Search;
  kinds: string[];
  first: Kept;
}

function List({ id, collection, search, kinds, first }: ListProps) {
  const [hits, setHits] = useState(first.hits);
  const [next, setNext] = useState(first.next);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [loading, setLoading] = useState(false);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => {
    setHits(first.hits);
    setNext(first.next);
    return () => abort.current?.abort();
  }, [first.results]);

  const more = (): void => {
    if (!next || loading) return;
    const mine = (abort.current = new AbortController());
    setLoading(true);
    setFailure(null);
    find(collection, search, kinds, next, mine.signal).then(
      results => {
        const all = [...hits, ...results.hits];
        keep(id, { results: first.results, hits: all, next: results.next });
        setHits(all);
        setNext(results.next);
        setLoading(false);
      },
      (error: unknown) => {
        if (mine.signal.aborted) return;
        setFailure(error instanceof Failure ? error : new Failure(0, String(error)));
        setLoading(false);
      },
    );
  };

  if (hits.length === 0) return <Nothing search={search} />;
  const left = (search.unique ? first.results.stories : first.results.total) ?? first.results.total;
  return (
    <>
      <Hits collection={collection} search={search} hits={hits} names />
      {failure && <Failed failure={failure} retry={more} />}
      {next && hits.length < left && (
        <button type="button" class="more-hits" disabled={loading} onClick={more}>
          {loading ? 'Loading …' : `Show ${Math.min(sizes.hits, left - hits.length)} more of ${showCount(left)}`}
        </button>
      )}
    </>
  );
}

function Nothing({ search }: { search: Search }) {
  return (
    <div class="nothing">
      <p>
        <strong>Nothing was found.</strong>
      </p>
      <ul>
        {(search.select.length > 0 || search.from || search.to) && <li>Take a choice away above.</li>}
        <li>Use fewer words, or OR between them.</li>
        <li>
          Press <kbd>?</kbd> for what can be asked.
        </li>
      </ul>
    </div>
  );
}

