import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { address, call } from '../api';
import { plural } from '../dates';
import { forgetQueries, recentQueries } from '../keep';
import { useLoad } from '../load';
import { dialects } from '../search';
import type { Completion, Diagnostic, ParseResult } from '../types';
import { Diagnostics, Underlines } from './diagnostics';
import { IconSearch } from './icons';

interface Props {
  collection: string;
  value: string;
  label: string;
  dialect?: string;
  /** The page's own box, which `/` leads to. */
  main?: boolean;
  /** What the search for `value` said of it, which may be more than reading it alone says: other names that were searched for too. */
  warnings?: Diagnostic[];
  onSubmit: (query: string) => void;
  /** Where the language can be chosen: the one chosen, and the query as it stands in the box. */
  onDialect?: (dialect: string, query: string) => void;
}

interface Option {
  label: string;
  note: string;
  /** What is put in place of the text from `start` to the caret; a search that was made before replaces all of it. */
  text: string;
  start: number;
  whole: boolean;
}

/** Puts a fix in the place that its diagnostic is about. */
export const applyFix = (text: string, d: Diagnostic): string => text.slice(0, d.start) + (d.fix ?? '') + text.slice(d.end);

function useDebounced<T>(value: T, milliseconds: number): T {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(value), milliseconds);
    return () => window.clearTimeout(timer);
  }, [value, milliseconds]);
  return late;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

function asOption(c: Completion, isPlain: boolean): Option {
  // Where nothing is syntax there is nothing but the words.
  if (isPlain) return { label: c.text, note: plural(c.articles, 'article'), text: c.text, start: c.start, whole: false };
  if (c.sort === 'value' && c.kind) {
    const note = `${c.kind} · ${plural(c.articles, 'article')}`;
    return { label: c.text, note, text: `${c.kind}:${quoted(c.text)}`, start: c.start, whole: false };
  }
  const note = c.sort === 'title' ? 'headline' : plural(c.articles, 'article');
  return { label: c.text, note, text: c.sort === 'title' ? `title:${quoted(c.text)}` : c.text, start: c.start, whole: false };
}

/** The query box: mistakes are underlined while one types, values and words are completed with their counts. */
export function QueryBox({ collection, value, label, dialect = '', main = false, warnings = [], onSubmit, onDialect }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(value);
  const [caret, setCaret] = useState(value.length);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [typed, setTyped] = useState(false);

  useEffect(() => {
    setText(value);
    setOpen(false);
    setTyped(false);
  }, [value]);

  const parsed = useDebounced(text, 160);
  const parse = useLoad(parsed.trim() ? `${collection}\n${dialect}\n${parsed}` : null, signal =>
    call<ParseResult>(address(collection, 'parse', { q: parsed, dialect }), signal),
  );
  // An answer about another text says nothing about this one.
  const read = parse.data && parse.data.query === text ? parse.data.diagnostics : null;
  const said = text === value && read ? warnings.filter(w => !read.some(d => d.code === w.code && d.start === w.start)) : [];
  const diagnostics = [...(read ?? []), ...said];

  const before = useDebounced(text.slice(0, caret), 120);
  const wanted = open && typed && before.trim().length > 1 && before === text.slice(0, caret);
  const suggest = useLoad(wanted ? `${collection}\n${before}` : null, signal =>
    call<{ values: Completion[] }>(address(collection, 'suggest', { text: before, top: 5 }), signal),
  );

  const recent = open && text.trim() === '' ? recentQueries(collection) : [];
  const options: Option[] =
    recent.length > 0
      ? recent.map(q => ({ label: q, note: '', text: q, start: 0, whole: true }))
      : wanted && suggest.data
        ? suggest.data.values.map(c => asOption(c, dialect.toLowerCase() === 'plain'))
        : [];
  const shown = open && options.length > 0;

  const sync = (): void => {
    if (input.current) setCaret(input.current.selectionStart ?? text.length);
    if (input.current && under.current) under.current.scrollLeft = input.current.scrollLeft;
  };
  useEffect(sync, [text]);

  const put = (next: string, at: number): void => {
    setText(next);
    setCaret(at);
    setActive(-1);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
      sync();
    });
  };
  const choose = (option: Option): void => {
    setOpen(false);
    if (option.whole) {
      setText(option.text);
      onSubmit(option.text);
      return;
    }
    const rest = text.slice(caret);
    const head = text.slice(0, option.start) + option.text + (rest.startsWith(' ') ? '' : ' ');
    put(head + rest, head.length);
  };
  const fix = (d: Diagnostic): void => {
    const next = applyFix(text, d);
    setTyped(false);
    put(next, d.start + (d.fix ?? '').length);
  };
  const submit = (): void => {
    setOpen(false);
    setActive(-1);
    onSubmit(text.trim());
  };

  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOpen(true);
      if (!shown) setTyped(true);
      else setActive(a => ((a + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      const repair = diagnostics.find(d => typeof d.fix === 'string');
      if (repair) fix(repair);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && shown && active >= 0) {
      event.preventDefault();
      const option = options[active];
      if (option) choose(option);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (shown) setOpen(false);
      else input.current?.blur();
      setActive(-1);
    }
  };

  return (
    <form
      class="query"
      role="search"
      aria-label={label}
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <div
        class="query-line"
        onFocusOut={event => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false);
        }}
      >
        <div class="query-field">
          <div class="query-under" ref={under} aria-hidden="true">
            <Underlines text={text} diagnostics={diagnostics} />
          </div>
          <input
            ref={input}
            id={main ? 'q' : `${id}-q`}
            name="q"
            type="text"
            role="combobox"
            aria-label={label}
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls={shown ? `${id}-list` : undefined}
            aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
            aria-describedby={`${id}-said`}
            aria-invalid={diagnostics.some(d => d.severity === 'error')}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            dir="auto"
            placeholder={'Words, "a phrase", person:"…", date:2019'}
            value={text}
            onInput={event => {
              setText(event.currentTarget.value);
              setTyped(true);
              setOpen(true);
              setActive(-1);
              sync();
            }}
            onKeyDown={key}
            onKeyUp={sync}
            onClick={sync}
            onScroll={sync}
            onFocus={() => setOpen(true)}
          />
        </div>
        <button type="submit" class="primary" title="Search (Enter)">
          <IconSearch />
          <span class="wide-only">Search</span>
          <span class="hidden narrow-only">Search</span>
        </button>
        {onDialect && (
          <label class="dialect">
            <span class="hidden">Written as</span>
            <select
              value={dialect.toLowerCase()}
              title="How the query is written"
              onChange={e => onDialect(e.currentTarget.value, text.trim())}
            >
              {dialects.map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {shown && (
          <div class="suggestions">
            <ul role="listbox" id={`${id}-list`} aria-label={recent.length > 0 ? 'Recent searches' : 'Completions'}>
              {options.map((o, i) => (
                <li
                  key={`${o.text}-${i}`}
                  id={`${id}-${i}`}
                  role="option"
                  aria-selected={i === active}
                  onPointerDown={event => {
                    event.preventDefault();
                    choose(o);
                  }}
                >
                  <span dir="auto" class="suggestion">{o.label}</span>
                  <span class="note">{o.note}</span>
                </li>
              ))}
            </ul>
            {recent.length > 0 && (
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  forgetQueries(collection);
                  setOpen(false);
                  input.current?.focus();
                }}
              >
                Forget these searches
              </button>
            )}
          </div>
        )}
      </div>
      <div id={`${id}-said`} class="said" aria-live="polite">
        <Diagnostics diagnostics={diagnostics} onFix={fix} />
        {parse.data?.query === text && diagnostics.length === 0 && parse.data.dates.length > 0 && <Dates parse={parse.data} />}
      </div>
    </form>
  );
}

/** How the dates of a query are understood. */
function Dates({ parse }: { parse: ParseResult }) {
  const day = (moment: string | null): string => (moment ? moment.slice(0, 10) : '…');
  return (
    <p class="understood">
      {parse.dates.map((d, i) => (
        <span key={i}>
          <code>{d.text}</code> is {day(d.from)} to before {day(d.to)}
        </span>
      ))}
    </p>
  );
}
