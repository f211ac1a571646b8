import { useEffect, useState } from 'preact/hooks';
import { emptySearch } from '../address';
import { address, call } from '../api';
import { plural, showCount, stretch } from '../dates';
import { useLoad } from '../load';
import { Failed } from '../parts/failure';
import { kindTitle } from '../parts/marks';
import { QueryBox } from '../parts/querybox';
import { Timeline } from '../parts/timeline';
import { Link, go, useSettled } from '../router';
import type { Collection, Results, Significance } from '../types';

interface Side {
  query: string;
  total: number;
  totalIsExact: boolean;
  partial: boolean;
  significant: Record<string, Significance>;
}

interface Compared {
  a: Side;
  b: Side;
}

/** Two searches beside each other: how many each finds, how many both do, and what one names more than the other. */
export function CompareView({ collection, a, b }: { collection: Collection; a: string; b: string }) {
  const name = collection.name;
  const [left, setLeft] = useState(a);
  const [right, setRight] = useState(b);
  useEffect(() => {
    setLeft(a);
    setRight(b);
  }, [a, b]);

  const asked = a !== '' && b !== '';
  const key = asked ? `${name}\n${a}\n${b}` : null;
  const loaded = useLoad(key, signal => call<Compared>(address(name, 'compare', { a, b }), signal));
  useSettled(!asked || loaded.data || loaded.failure);
  const compare = (next: { a?: string; b?: string }): void => {
    const sides = { a: left, b: right, ...next };
    setLeft(sides.a);
    setRight(sides.b);
    if (sides.a && sides.b) go({ view: 'compare', collection: name, ...sides });
  };

  return (
    <main id="main" class="compare-view">
      <div class="view-head">
        <h1>Compare two searches</h1>
      </div>
      <div class="pair">
        <div class="side-a">
          <QueryBox collection={name} value={left} label="First search" main onSubmit={q => compare({ a: q })} />
        </div>
        <div class="side-b">
          <QueryBox collection={name} value={right} label="Second search" onSubmit={q => compare({ b: q })} />
        </div>
      </div>
      {!asked && <p class="quiet-text">Type two searches, for example two names or two years of the same words.</p>}
      {loaded.failure && <Failed failure={loaded.failure} retry={loaded.reload} />}
      {asked && loaded.data && !loaded.failure && (
        <div class={loaded.loading ? 'stale' : ''} aria-busy={loaded.loading}>
          <Totals collection={name} compared={loaded.data} />
          <Course collection={name} compared={loaded.data} />
          <div class="pair">
            <More collection={name} side={loaded.data.a} which="a" />
            <More collection={name} side={loaded.data.b} which="b" />
          </div>
        </div>
      )}
      {asked && !loaded.data && !loaded.failure && <p class="quiet-text loading">Comparing …</p>}
    </main>
  );
}

/** How many articles each has, and both: a bar in three parts. */
function Totals({ collection, compared: { a, b } }: { collection: string; compared: Compared }) {
  // What stands behind a bar says how to show, not what to find: two of them cannot stand in one query.
  const together = a.query.includes('|') || b.query.includes('|') ? null : `(${a.query}) AND (${b.query})`;
  const both = useLoad(together && `${collection}\n${together}`, signal =>
    call<Results>(address(collection, 'search', { q: together ?? '', limit: 0, suggest: 'false' }), signal),
  );
  const shared = both.data && !both.loading ? both.data.total : null;
  const all = a.total + b.total - (shared ?? 0);
  const width = (n: number): { flexGrow: number } => ({ flexGrow: all > 0 ? n / all : 0 });
  const search = (q: string) => ({ view: 'search' as const, collection, search: { ...emptySearch, q } });
  return (
    <div class="totals" role="status">
      <div class="overlap" aria-hidden="true">
        <span class="a" style={width(a.total - (shared ?? 0))} />
        <span class="both" style={width(shared ?? 0)} />
        <span class="b" style={width(b.total - (shared ?? 0))} />
      </div>
      <p>
        <Link class="a" to={search(a.query)}>
          {a.totalIsExact ? '' : 'at least '}
          {plural(a.total, 'article')}
        </Link>
        {together && shared !== null && (
          <Link class="both" to={search(together)}>
            {showCount(shared)} in both
          </Link>
        )}
        <Link class="b" to={search(b.query)}>
          {b.totalIsExact ? '' : 'at least '}
          {plural(b.total, 'article')}
        </Link>
      </p>
    </div>
  );
}

/** Both over time, from the same first month to the same last one and in the same scale. */
function Course({ collection, compared: { a, b } }: { collection: string; compared: Compared }) {
  const month = (q: string, signal: AbortSignal): Promise<Results> =>
    call<Results>(address(collection, 'timeline', { q, timeline: 'month' }), signal);
  const loaded = useLoad(`${collection}\n${a.query}\n${b.query}`, signal => Promise.all([month(a.query, signal), month(b.query, signal)]));
  if (!loaded.data) return null;
  const starts = loaded.data.flatMap(r => r.timeline.map(t => t.start)).sort();
  const top = Math.max(...loaded.data.flatMap(r => r.timeline.map(t => t.count)));
  return (
    <div class="pair">
      {loaded.data.map((r, i) => (
        <div key={i} class={i === 0 ? 'side-a' : 'side-b'}>
          <Timeline
            buckets={r.timelineGaps?.length ? r.timeline : stretch(r.timeline, starts[0], starts.at(-1), 'month')}
            gaps={r.timelineGaps ?? []}
            unit="month"
            top={top}
            label={`Articles of ${i === 0 ? a.query : b.query} over time`}
            onRange={(from, to) =>
              go({ view: 'search', collection, search: { ...emptySearch, q: i === 0 ? a.query : b.query, from, to } })
            }
          />
        </div>
      ))}
    </div>
  );
}

/** What the matches of one side name more than those of the other. */
function More({ collection, side, which }: { collection: string; side: Side; which: 'a' | 'b' }) {
  const kinds = Object.entries(side.significant).filter(([, s]) => s.values.length > 0);
  return (
    <section class={`side-${which}`}>
      <h2>
        More in <bdi>{side.query}</bdi>
      </h2>
      {kinds.length === 0 && <p class="quiet-text">Nothing that the other has not as often.</p>}
      {kinds.map(([kind, significance]) => (
        <section key={kind}>
          <h3>{kindTitle(kind)}</h3>
          <ul class={kind === 'words' ? 'counted inline' : 'counted'}>
            {significance.values.map(v => (
              <li key={v.value}>
                <Link
                  dir="auto"
                  to={{
                    view: 'search',
                    collection,
                    search:
                      kind === 'words'
                        ? { ...emptySearch, q: `(${side.query}) AND ${v.value}` }
                        : { ...emptySearch, q: side.query, select: [{ kind, value: v.value }] },
                  }}
                >
                  {v.value}
                </Link>
                <span
                  class="count"
                  title={`in ${v.matches} of ${significance.sample} here, ${v.articles} of ${significance.archive} there`}
                >
                  {showCount(v.matches)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
