import { useState } from 'preact/hooks';
import { type Search, hasChoice, toggleChoice } from '../address';
import { type Parameters, address, call } from '../api';
import { explainMoment, plural, showMoment } from '../dates';
import { useLoad } from '../load';
import { Link } from '../router';
import { nameAll, namedOf } from '../search';
import type { Hit, Named, NamedArticle, NearDuplicate } from '../types';
import { Failed } from './failure';
import { Snippet, kindClass } from './marks';

export function When({ moment }: { moment: string | null | undefined }) {
  if (!moment) return <span class="when">undated</span>;
  return (
    <time class="when" dateTime={moment} title={explainMoment(moment)}>
      {showMoment(moment)}
    </time>
  );
}

/** A list of hits; `names`: with who and what they name, to narrow by. */
export function Hits({ collection, search, hits, names = false }: { collection: string; search: Search; hits: Hit[]; names?: boolean }) {
  // Shown when it is there, in the room that is kept for it: a list does not wait for it, and does without where it does not come.
  const ids = hits.map(h => h.id);
  useLoad(names ? `${collection}\n${ids.join('\n')}` : null, signal => nameAll(collection, ids, signal));
  return (
    <ol class="hits">
      {hits.map(hit => (
        <li key={hit.id}>
          <OneHit collection={collection} search={search} hit={hit} names={names} />
        </li>
      ))}
    </ol>
  );
}

function OneHit({ collection, search, hit, names }: { collection: string; search: Search; hit: Hit; names: boolean }) {
  const [alike, setAlike] = useState(false);
  const others = (hit.story?.matches ?? 1) - 1;
  const elsewhere = (hit.story?.articles ?? 1) - 1;
  const named = names ? namedOf(collection, hit.id) : undefined;
  return (
    <article class="hit" data-id={hit.id}>
      <h3>
        <Link class="hit-title" to={{ view: 'article', collection, id: hit.id, search }} dir="auto">
          {hit.title || 'Without a title'}
        </Link>
      </h3>
      <p class="meta">
        <When moment={hit.published} />
        {hit.source && <span class="source" dir="auto">{hit.source}</span>}
        {hit.group?.value && <span>{plural(hit.group.articles, 'match', 'matches')} in {hit.group.value}</span>}
        {elsewhere > 0 && (
          <button type="button" class="quiet" aria-expanded={alike} onClick={() => setAlike(!alike)}>
            and {elsewhere} like it{others < elsewhere ? `, ${others === 0 ? 'none' : others} of them found` : ''}
          </button>
        )}
        {elsewhere === 0 && (named?.near ?? 0) > 0 && (
          <button type="button" class="quiet" aria-expanded={alike} onClick={() => setAlike(!alike)}>
            {named?.near} nearly the same
          </button>
        )}
      </p>
      {hit.snippet && (
        <p class="snippet" dir="auto">
          {hit.snippetField && <span class="quiet-text">{hit.snippetField} </span>}
          <Snippet html={hit.snippet} />
        </p>
      )}
      {names && <Names collection={collection} search={search} named={named} />}
      {alike && <Alike collection={collection} id={hit.id} search={search} />}
    </article>
  );
}

/** Who and what an article names, each a link that narrows the search to it, or no longer does. */
function Names({ collection, search, named }: { collection: string; search: Search; named: NamedArticle | undefined }) {
  return (
    <ul class="names" aria-label="Narrow to">
      {named?.values.filter(v => v.kind !== 'acl').map(choice => (
        <li key={`${choice.kind}=${choice.value}`}>
          <Link
            class={`name ${kindClass(choice.kind)}`}
            to={{ view: 'search', collection, search: toggleChoice(search, choice) }}
            keepScroll
            title={choice.kind}
            aria-current={hasChoice(search, choice) ? 'true' : undefined}
            dir="auto"
          >
            {choice.value}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Entities as links to their pages. */
export function Entities({ collection, entities }: { collection: string; entities: Named[] }) {
  if (entities.length === 0) return <p class="quiet-text">No people, organizations or places were recognized.</p>;
  return (
    <ul class="entities">
      {entities.map(e => (
        <li key={`${e.kind}/${e.name}`}>
          <Link
            class={`entity ${kindClass(e.kind)}`}
            to={{ view: 'entity', collection, kind: e.kind, name: e.name }}
            dir="auto"
            title={e.kind}
          >
            {e.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The near-duplicates of an article, each with a link that puts the two side by side. */
export function Alike({ collection, id, search }: { collection: string; id: string; search: Search }) {
  const near = useLoad(`${collection}\n${id}`, signal =>
    call<{ near: NearDuplicate[] }>(ofArticle(collection, id, 'near'), signal),
  );
  if (near.failure) return <Failed failure={near.failure} retry={near.reload} />;
  if (!near.data) return <p class="quiet-text">…</p>;
  if (near.data.near.length === 0) return <p class="quiet-text">No other article has nearly this text.</p>;
  return (
    <ul class="alike">
      {near.data.near.map(n => (
        <li key={n.id}>
          <Link to={{ view: 'article', collection, id: n.id, search }} dir="auto">
            {n.title || n.id}
          </Link>
          <span class="meta">
            <When moment={n.published} />
            {n.source && <span dir="auto">{n.source}</span>}
            <span>{Math.round(n.overlap * 100)} % the same</span>
            <Link class="side-by-side" to={{ view: 'diff', collection, left: id, right: n.id }}>
              Side by side
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Calls about an article name it in the query: an id may be anything, also what a path cannot hold. */
export const ofArticle = (collection: string, id: string, what: string, parameters: Parameters = {}): string =>
  address(collection, `articles/_/${what}`, { ...parameters, id });
