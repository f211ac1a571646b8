import { emptySearch } from '../address';
import { address, call } from '../api';
import { plural, showCount } from '../dates';
import { useLoad } from '../load';
import { Failed } from '../parts/failure';
import { Hits } from '../parts/hits';
import { kindClass, kindTitle } from '../parts/marks';
import { Timeline } from '../parts/timeline';
import { Link, go, useSettled } from '../router';
import type { Collection, EntityPage, Significance } from '../types';

interface Props {
  collection: Collection;
  kind: string;
  name: string;
}

/** The page of a person, an organization or a place: names, course, companions, sources, the newest articles. */
export function EntityView({ collection, kind, name }: Props) {
  const path = `entities/${encodeURIComponent(kind)}/${encodeURIComponent(name)}`;
  const loaded = useLoad(`${collection.name}\n${path}`, signal =>
    call<EntityPage>(address(collection.name, path, { articles: 20 }), signal),
  );
  useSettled(loaded.data ?? loaded.failure);
  return (
    <main id="main" class="entity-view">
      {loaded.failure && <Failed failure={loaded.failure} retry={loaded.reload} />}
      {loaded.data && <Page collection={collection} page={loaded.data} />}
      {!loaded.data && !loaded.failure && <p class="quiet-text loading">Loading …</p>}
    </main>
  );
}

function Page({ collection, page }: { collection: Collection; page: EntityPage }) {
  const search = { ...emptySearch, select: [{ kind: page.kind, value: page.name }] };
  const forms = page.forms.filter(f => f.value !== page.name);
  return (
    <>
      <header class="entity-head">
        <p class={`kind-label ${kindClass(page.kind)}`}>{page.kind}</p>
        <h1 dir="auto" tabIndex={-1}>{page.name}</h1>
        <p>
          <Link to={{ view: 'search', collection: collection.name, search: { ...search, sort: 'newest' } }} class="strong">
            {page.articles.relation === 'atLeast' && 'at least '}
            {plural(page.articles.value, 'article')}
          </Link>
          {page.alsoNamed.length > 0 && (
            <span>
              {' '}· also <bdi>{page.alsoNamed.join(', ')}</bdi>
            </span>
          )}
          {forms.length > 0 && (
            <span>
              {' '}· written{' '}
              {forms.map((f, i) => (
                <span key={f.value}>
                  {i > 0 && ', '}
                  <bdi>{f.value}</bdi> ({showCount(f.count)})
                </span>
              ))}
            </span>
          )}
        </p>
      </header>
      {page.partial && <p class="notice">There was not enough time for all of it: what follows is of a part.</p>}
      {page.timeline && page.timeline.buckets.length > 0 && (
        <section class="when-panel" aria-label="When">
          <Timeline
            buckets={page.timeline.buckets}
            gaps={page.timeline.gaps ?? []}
            unit={page.timeline.unit}
            label={`Articles about ${page.name} over time`}
            onRange={(from, to) => go({ view: 'search', collection: collection.name, search: { ...search, from, to } })}
          />
        </section>
      )}
      <div class="entity-columns">
        <section class="list" aria-label="The newest articles">
          <h2>The newest articles</h2>
          <Hits collection={collection.name} search={search} hits={page.newest} />
        </section>
        <aside aria-label="Companions and sources">
          {page.companions
            .filter(c => c.values.length > 0)
            .map(c => (
              <Companions key={c.kind} collection={collection.name} of={page} significance={c} />
            ))}
          {page.sources.values.length > 0 && (
            <section>
              <h2>Sources</h2>
              <ul class="counted">
                {page.sources.values.map(v => (
                  <li key={v.value}>
                    <Link
                      to={{
                        view: 'search',
                        collection: collection.name,
                        search: { ...search, select: [...search.select, { kind: 'source', value: v.value }] },
                      }}
                      dir="auto"
                    >
                      {v.value}
                    </Link>
                    <span class="count">{showCount(v.count)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </>
  );
}

/** Who or what is named together with an entity more often than elsewhere. The count leads to the articles that name both. */
function Companions({ collection, of, significance }: { collection: string; of: EntityPage; significance: Significance }) {
  const kind = significance.kind ?? '';
  return (
    <section>
      <h2>With {kindTitle(kind).toLowerCase()}</h2>
      <ul class="counted">
        {significance.values.map(v => (
          <li key={v.value}>
            <Link to={{ view: 'entity', collection, kind, name: v.value }} class={`entity ${kindClass(kind)}`} dir="auto">
              {v.value}
            </Link>
            {v.ratio !== undefined && v.ratio > 1 && (
              <span class="lift" title="So many times as frequent here as in all articles">
                ×{v.ratio < 10 ? v.ratio.toFixed(1) : Math.round(v.ratio)}
              </span>
            )}
            <Link
              class="count"
              aria-label={`${plural(v.matches, 'article')} with ${v.value}`}
              to={{
                view: 'search',
                collection,
                search: { ...emptySearch, select: [{ kind: of.kind, value: of.name }, { kind, value: v.value }] },
              }}
            >
              {showCount(v.matches)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
