import { type Search, toggleChoice } from '../address';
import { showRange } from '../dates';
import { IconClose } from './icons';

/** What a search is narrowed to, each with a button that takes it away. */
export function Chips({ search, onChange }: { search: Search; onChange: (search: Search) => void }) {
  const dated = search.from !== '' || search.to !== '';
  if (search.select.length === 0 && !dated) return null;
  return (
    <ul class="chips" aria-label="Narrowed to">
      {search.select.map(c => (
        <li key={`${c.kind}=${c.value}`}>
          <span class="kind">{c.kind}</span> <span dir="auto">{c.value}</span>
          <button type="button" aria-label={`Take away ${c.kind} ${c.value}`} onClick={() => onChange(toggleChoice(search, c))}>
            <IconClose />
          </button>
        </li>
      ))}
      {dated && (
        <li>
          <span class="kind">date</span> <span>{showRange(search.from, search.to)}</span>
          <button type="button" aria-label="Take away the dates" onClick={() => onChange({ ...search, from: '', to: '', timeline: '' })}>
            <IconClose />
          </button>
        </li>
      )}
      {search.select.length + (dated ? 1 : 0) > 1 && (
        <li class="all">
          <button type="button" class="quiet" onClick={() => onChange({ ...search, select: [], from: '', to: '', timeline: '' })}>
            Take all away
          </button>
        </li>
      )}
    </ul>
  );
}
