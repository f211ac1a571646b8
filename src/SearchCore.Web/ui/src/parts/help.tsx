import { useEffect, useRef } from 'preact/hooks';
import { IconClose } from './icons';

const language: [string, string][] = [
  ['port strike', 'both words, in any form'],
  ['port OR harbour', 'either; NOT or - without'],
  ['"port strike"', 'the phrase'],
  ['port W/5 strike', 'within five words; PRE/5 in this order, /S in a sentence, /P in a paragraph'],
  ['title:budget', 'in the headline'],
  ['person:"Ada Lind"', 'by entity: person, organization, place; person:lin* begins so'],
  ['source:tass section:world', 'as the article came'],
  ['date:2019-03', 'a year, quarter, month or day; 2019..2020, before:2018, date:last-30d'],
  ['withdraw*', 'words that begin so; te?t one letter; assad~1 one letter different'],
  ['near:"id"', 'an article and its near-duplicates'],
];

const keys: [string, string][] = [
  ['/', 'to the query box'],
  ['j  k', 'the next and the previous article'],
  ['o', 'open it'],
  ['n  N', 'in an article: the next and the previous match'],
  ['Alt Enter', 'in the query box: mend the first mistake'],
  ['Esc', 'let go'],
  ['?', 'this help'],
];

// What of it other languages write in another way; docs/query-language.md has the rest.
const others: [string, string][] = [
  ['Lucene', '+port -strike, "port strike"~5, title:budget^2, [2019 TO 2020]'],
  ['Factiva', 'port w/5 strike, port adj5 strike, port near5 strike, port same strike, atleast3 port, strik*'],
  ['words alone', 'nothing is syntax: AND, quotation marks and colons are words too'],
];

/** What can be asked, and which keys there are. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={event => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div class="help-inside">
        <div class="view-head">
          <h2 id="help-title">What can be asked</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={onClose}>
            <IconClose />
          </button>
        </div>
        <dl>
          {language.map(([query, meaning]) => (
            <div key={query}>
              <dt>
                <code>{query}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <h2>Written otherwise</h2>
        <dl>
          {others.map(([name, looks]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{looks}</code>
              </dd>
            </div>
          ))}
        </dl>
        <h2>Keys</h2>
        <dl>
          {keys.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                {key.split('  ').map(k => (
                  <kbd key={k}>{k}</kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </dialog>
  );
}
