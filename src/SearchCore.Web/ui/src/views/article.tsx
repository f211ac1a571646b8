import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Search, isNarrowed } from '../address';
import { address, call } from '../api';
import { entitiesAreMarked, markEntities } from '../keep';
import { useLoad } from '../load';
import { Failed } from '../parts/failure';
import { Alike, Entities, When, ofArticle } from '../parts/hits';
import { IconDown, IconPrint, IconUp } from '../parts/icons';
import { Marked, isEntityKind, kindTitle, safeUrl } from '../parts/marks';
import { Link, go, useSettled } from '../router';
import { useShortcuts } from '../shortcuts';
import { cut, entitiesOf, paragraphs } from '../text';
import type { Article, Collection, HighlightedArticle, Hit, Mention, Named, Results, Span } from '../types';
import { loadedHits } from './search';

interface Props {
  collection: Collection;
  id: string;
  search: Search;
}

/** An article, open at the first match, with its entities marked and what is like it beside it. */
export function ArticleView({ collection, id, search }: Props) {
  const name = collection.name;
  const loaded = useLoad(`${name}\n${id}\n${search.q}\n${search.dialect}`, signal =>
    call<HighlightedArticle>(address(name, 'articles', { id, q: search.q, dialect: search.dialect, lenient: true }), signal),
  );
  const back = isNarrowed(search) ? 'Back to the search' : 'To the search';
  return (
    <main id="main" class="article-view">
      <p class="path">
        <Link to={{ view: 'search', collection: name, search }}>← {back}</Link>
        <Neighbours collection={name} id={id} search={search} />
      </p>
      {loaded.failure && <Failed failure={loaded.failure} retry={loaded.reload} />}
      {loaded.data && <Shown collection={name} search={search} found={loaded.data} />}
      {!loaded.data && !loaded.failure && <p class="quiet-text loading">Loading …</p>}
      <Settle ready={Boolean(loaded.data ?? loaded.failure)} />
    </main>
  );
}

function Settle({ ready }: { ready: boolean }) {
  useSettled(ready);
  return null;
}

/** The hits in front of and behind this one, of the search that led here. */
function Neighbours({ collection, id, search }: { collection: string; id: string; search: Search }) {
  const hits = loadedHits(collection, search);
  const at = hits.findIndex(h => h.id === id);
  const open = (hit: Hit | undefined): void => {
    if (hit) go({ view: 'article', collection, id: hit.id, search });
  };
  useShortcuts({ j: () => open(hits[at + 1]), k: () => open(at > 0 ? hits[at - 1] : undefined) }, at >= 0);
  if (at < 0) return null;
  const link = (hit: Hit | undefined, text: string, key: string) =>
    hit && (
      <Link to={{ view: 'article', collection, id: hit.id, search }} title={`${hit.title ?? hit.id} (${key})`}>
        {text}
      </Link>
    );
  return (
    <span class="neighbours">
      {link(hits[at - 1], 'Previous', 'k')}
      <span>
        {at + 1} of {hits.length}
      </span>
      {link(hits[at + 1], 'Next', 'j')}
    </span>
  );
}

function Shown({ collection, search, found }: { collection: string; search: Search; found: HighlightedArticle }) {
  const { article } = found.stored;
  const { entities, mentions } = useMemo(() => entitiesOf(found), [found]);
  const texts = found.texts ?? [];
  const before = found.titleMatches.length + found.bodyMatches.length;
  const total = texts.reduce((sum, t) => sum + t.matches.length, before);
  const [current, setCurrent] = useState<number | null>(total > 0 ? 0 : null);
  const [marked, setMarked] = useState(entitiesAreMarked);

  useEffect(() => {
    document.title = `${article.title ?? article.id} · SearchCore`;
  }, [article]);
  // Behind the router's own scrolling: the article opens at the match, but where the match is the headline the top is right.
  useEffect(() => {
    const frame = requestAnimationFrame(() => show(current));
    return () => cancelAnimationFrame(frame);
  }, [current]);
  const step = (by: number): void => {
    if (total > 0) setCurrent(c => ((c ?? 0) + by + total) % total);
  };
  useShortcuts({ n: () => step(1), N: () => step(-1) }, total > 0);

  const toggle = (): void => {
    markEntities(!marked);
    setMarked(!marked);
  };
  const url = safeUrl(article.url);
  return (
    <div class="article-columns">
      <article class="reading" lang={language(article)}>
        <header>
          <p class="meta">
            <When moment={article.published} />
            {article.source && <span class="source" dir="auto">{article.source}</span>}
            {article.section && <span dir="auto">{article.section}</span>}
          </p>
          <h1 dir="auto" tabIndex={-1}>
            {article.title ? (
              <Marked
                stretches={cut(article.title, found.titleMatches, inTitle(mentions))}
                collection={collection}
                current={current}
                entities={marked}
              />
            ) : (
              'Without a title'
            )}
          </h1>
          {(article.authors?.length ?? 0) > 0 && <p class="authors" dir="auto">By {article.authors?.join(', ')}</p>}
        </header>
        <div class="reading-tools" lang="en">
          {total > 0 ? (
            <span class="jump">
              <button type="button" aria-label="Previous match" title="Previous match (N)" onClick={() => step(-1)}>
                <IconUp />
              </button>
              <span role="status">
                Match {(current ?? 0) + 1} of {total}
              </span>
              <button type="button" aria-label="Next match" title="Next match (n)" onClick={() => step(1)}>
                <IconDown />
              </button>
            </span>
          ) : (
            search.q !== '' && <span class="quiet-text">Nothing of the query stands in the text itself.</span>
          )}
          <span class="spacer" />
          <label class="check">
            <input type="checkbox" checked={marked} onChange={toggle} /> Mark entities
          </label>
          <button type="button" class="quiet" aria-label="Print" title="Print" onClick={() => window.print()}>
            <IconPrint />
            <span class="wide-only">Print</span>
          </button>
        </div>
        {found.isPartial && <p class="notice">There was not enough time to mark every match.</p>}
        <Body article={article} matches={found.bodyMatches} mentions={mentions} first={found.titleMatches.length} current={current}
          collection={collection} marked={marked} />
        {texts.map((t, i) => (
          <section key={t.field}>
            <h2>{kindTitle(t.field)}</h2>
            <p dir="auto">
              <Marked
                stretches={cut(
                  t.text, t.matches, [], 0, t.text.length, texts.slice(0, i).reduce((sum, o) => sum + o.matches.length, before),
                )}
                collection={collection}
                current={current}
                entities={false}
              />
            </p>
          </section>
        ))}
        <footer class="meta">
          {(article.tags?.length ?? 0) > 0 && <span dir="auto">{article.tags?.join(' · ')}</span>}
          {url && (
            <a href={url} rel="noreferrer noopener" target="_blank">
              {url}
            </a>
          )}
          {!url && article.url && <span class="address">{article.url}</span>}
          <span class="address">{article.id}</span>
        </footer>
      </article>
      <aside class="beside" aria-label="Beside this article">
        <Recognized collection={collection} entities={entities} />
        <section>
          <h2>Nearly the same</h2>
          <Alike collection={collection} id={article.id} search={search} />
        </section>
        <Similar collection={collection} id={article.id} search={search} />
      </aside>
    </div>
  );
}

const inTitle = (mentions: Mention[]): Mention[] => mentions.filter(m => !m.inBody && isEntityKind(m.kind));

/** A language tag that a browser may not know does no harm, one that is no tag does. */
const language = (article: Article): string | undefined =>
  article.language && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(article.language) ? article.language : undefined;

function show(match: number | null): void {
  if (match === null) return;
  const mark = document.querySelector(`mark[data-match="${match}"]`);
  if (!mark || mark.closest('h1')) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  mark.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
}

interface BodyProps {
  article: Article;
  matches: Span[];
  mentions: Mention[];
  first: number;
  current: number | null;
  collection: string;
  marked: boolean;
}

function Body({ article, matches, mentions, first, current, collection, marked }: BodyProps) {
  const text = article.body ?? '';
  const parts = useMemo(() => {
    const inBody = mentions.filter(m => m.inBody && isEntityKind(m.kind));
    return paragraphs(text).map(p => {
      // Numbers of matches count on through the paragraphs: the first match that reaches into this one.
      const from = matches.findIndex(m => m.end > p.start);
      const inside = from < 0 ? [] : matches.slice(from).filter(m => m.start < p.end);
      return cut(text, inside, inBody.filter(m => m.start < p.end && m.end > p.start), p.start, p.end, first + Math.max(0, from));
    });
  }, [text, matches, mentions, first]);
  return (
    <div class="body">
      {parts.map((stretches, i) => (
        <p key={i} dir="auto">
          <Marked stretches={stretches} collection={collection} current={current} entities={marked} />
        </p>
      ))}
    </div>
  );
}

function Recognized({ collection, entities }: { collection: string; entities: Named[] }) {
  const kinds = [...new Set(entities.map(e => e.kind))].filter(isEntityKind);
  return (
    <>
      {kinds.map(kind => (
        <section key={kind}>
          <h2>{kindTitle(kind)}</h2>
          <Entities collection={collection} entities={entities.filter(e => e.kind === kind)} />
        </section>
      ))}
    </>
  );
}

function Similar({ collection, id, search }: { collection: string; id: string; search: Search }) {
  const similar = useLoad(`${collection}\n${id}`, signal =>
    call<Results>(ofArticle(collection, id, 'similar', { limit: 6 }), signal).then(found => found.hits),
  );
  return (
    <section>
      <h2>About the same</h2>
      {similar.failure && <Failed failure={similar.failure} retry={similar.reload} />}
      {similar.data?.length === 0 && <p class="quiet-text">No other article is like it.</p>}
      <ul class="similar">
        {similar.data?.map(h => (
          <li key={h.id}>
            <Link to={{ view: 'article', collection, id: h.id, search }} dir="auto">
              {h.title || h.id}
            </Link>
            <span class="meta">
              <When moment={h.published} />
              {h.source && <span dir="auto">{h.source}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
