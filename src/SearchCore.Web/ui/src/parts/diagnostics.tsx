import type { Diagnostic } from '../types';

/** The text of the box once more, invisible, with lines under what is wrong: it lies below the box and scrolls with it. */
export function Underlines({ text, diagnostics }: { text: string; diagnostics: Diagnostic[] }) {
  const parts = [];
  let at = 0;
  for (const d of [...diagnostics].sort((a, b) => a.start - b.start)) {
    if (d.start < at || d.start > text.length) continue;
    parts.push(text.slice(at, d.start));
    const end = Math.min(d.end, text.length);
    parts.push(
      <span key={d.start} class={`${d.severity} ${end > d.start ? 'under' : 'here'}`}>
        {text.slice(d.start, end)}
      </span>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

/** What is wrong in words, with a button each that mends it. */
export function Diagnostics({ diagnostics, onFix }: { diagnostics: Diagnostic[]; onFix?: (d: Diagnostic) => void }) {
  if (diagnostics.length === 0) return null;
  const first = diagnostics.find(d => typeof d.fix === 'string');
  return (
    <ul class="diagnostics">
      {diagnostics.map((d, i) => (
        <li key={i} class={d.severity}>
          <span class="badge">{d.severity === 'error' ? 'Mistake' : 'Note'}</span>
          <span class="what">{d.message}</span>
          {onFix && typeof d.fix === 'string' && (
            <button type="button" class="fix" onClick={() => onFix(d)}>
              {d.fix === '' ? 'Remove it' : <>Use <code dir="auto">{d.fix}</code></>}
              {d === first && <kbd>Alt Enter</kbd>}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
