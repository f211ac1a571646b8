import { useId, useState } from 'preact/hooks';
import { type Search, hasChoice, toggleChoice } from '../address';
import { plural, showCount } from '../dates';
import { useLoad } from '../load';
import { Link } from '../router';
import { countValues } from '../search';
import type { Results, ValueCount } from '../types';
import { IconOut } from './icons';
import { isEntityKind, kindTitle } from './marks';

interface Props {
  collection: string;
  search: Search;
  results: Results;
  kinds: string[];
  /** Which of them are counted by ranges. */
  ranged: string[];
  onChange: (search: Search) => void;
}

/** What the matches can be narrowed by. Values of a kind widen, kinds narrow. */
export function Facets({ collection, search, results, kinds, ranged, onChange }: Props) {
  const shown = kinds.filter(k => (results.facets[k]?.length ?? 0) > 0 || search.select.some(c => c.kind === k));
  if (shown.length === 0) return <p class="quiet-text">Nothing to narrow by.</p>;
  return (
    <>
      {shown.map(kind => (
        <Facet
          key={kind}
          collection={collection}
          search={search}
          kind={kind}
          values={results.facets[kind] ?? []}
          distinct={results.distinct?.[kind] ?? results.facets[kind]?.length ?? 0}
          isRanged={ranged.includes(kind)}
          onChange={onChange}
        />
      ))}
    </>
  );
}

const some = 6;

interface FacetProps extends Omit<Props, 'results' | 'kinds' | 'ranged'> {
  kind: string;
  values: ValueCount[];
  distinct: number;
  isRanged: boolean;
}

function Facet({ collection, search, kind, values, distinct, isRanged, onChange }: FacetProps) {
  const id = useId();
  const [more, setMore] = useState(false);
  const [prefix, setPrefix] = useState('');
  const asked = more || prefix.trim() !== '';
  const key = asked ? JSON.stringify([collection, search, kind, prefix.trim()]) : null;
  const counted = useLoad(key, signal => countValues(collection, search, kind, prefix.trim(), 60, signal));

  const chosen = search.select.filter(c => c.kind === kind);
  // One or two more are shown rather than a button for them.
  const few = values.length > some + 2 ? values.slice(0, some) : values;
  const listed = asked && counted.data ? counted.data : few;
  // What is chosen stays in sight, whether or not it is among the most frequent.
  const missing = chosen.filter(c => !listed.some(v => v.value === c.value));
  const all = [...missing.map(c => ({ value: c.value, count: values.find(v => v.value === c.value)?.count ?? -1 })), ...listed];
  const most = Math.max(1, ...all.map(v => v.count));

  return (
    <fieldset class="facet" data-kind={kind}>
      <legend>
        {kindTitle(kind)} <span class="count">{showCount(distinct)}</span>
      </legend>
      {distinct > some && !isRanged && (
        <input
          type="search"
          class="facet-search"
          aria-label={`Search in ${kindTitle(kind).toLowerCase()}`}
          placeholder={`Find in ${showCount(distinct)}`}
          value={prefix}
          onInput={event => setPrefix(event.currentTarget.value)}
        />
      )}
      <ul aria-busy={counted.loading}>
        {all.map((v, i) => {
          const choice = { kind, value: v.value };
          const on = hasChoice(search, choice);
          return (
            <li key={v.value} class={on ? 'on' : undefined}>
              <span class="share" style={{ width: `${v.count > 0 ? (v.count / most) * 100 : 0}%` }} />
              <input
                type="checkbox"
                id={`${id}-${i}`}
                checked={on}
                onChange={() => onChange(toggleChoice(search, choice))}
              />
              <label for={`${id}-${i}`}>
                <bdi>{v.value}</bdi>
              </label>
              {isEntityKind(kind) && (
                <Link
                  class="page"
                  to={{ view: 'entity', collection, kind, name: v.value }}
                  aria-label={`Page of ${v.value}`}
                  title={`Page of ${v.value}`}
                >
                  <IconOut />
                </Link>
              )}
              <span class="count">{v.count < 0 ? '' : showCount(v.count)}</span>
            </li>
          );
        })}
      </ul>
      {asked && counted.data && all.length === 0 && <p class="quiet-text">None begins so.</p>}
      {prefix === '' && distinct > few.length && (
        <button type="button" class="quiet" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? 'Fewer' : `More of ${plural(distinct, 'value')}`}
        </button>
      )}
    </fieldset>
  );
}
