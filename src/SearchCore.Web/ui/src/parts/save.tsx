import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Search } from '../address';
import { Failure } from '../api';
import { put } from '../saved';
import { IconStar } from './icons';

/** Keeps a search under a name, and if wanted has the service tell of articles that come in and match. */
export function SaveSearch({ collection, search }: { collection: string; search: Search }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState('');
  const [alert, setAlert] = useState(false);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState('');
  useEffect(() => setSaid(''), [search]);

  const open = (): void => {
    setName(search.q || search.select.map(c => c.value).join(', '));
    setSaid('');
    setRefused('');
    dialog.current?.showModal();
  };
  const save = async (): Promise<void> => {
    try {
      // What may be refused comes first: nothing is half done.
      if (alert) await put(collection, 'alerts', name.trim(), search);
      await put(collection, 'searches', name.trim(), search);
      setSaid(alert ? 'Saved; you are told of new articles.' : 'Saved.');
      dialog.current?.close();
    } catch (error) {
      setRefused(error instanceof Failure ? [error.message, ...error.diagnostics.map(d => d.message)].join(' ') : String(error));
    }
  };
  return (
    <span class="save">
      <button type="button" class="quiet" onClick={open}>
        <IconStar /> Save
      </button>
      <span role="status" class="quiet-text">{said}</span>
      <dialog ref={dialog} aria-labelledby={`${id}-title`}>
        <form
          class="save-form"
          onSubmit={event => {
            event.preventDefault();
            void save();
          }}
        >
          <h2 id={`${id}-title`}>Save this search</h2>
          <label>
            Name
            <input
              type="text"
              required
              maxLength={alert ? 150 : 200}
              value={name}
              dir="auto"
              onInput={e => setName(e.currentTarget.value)}
            />
          </label>
          <label class="check">
            <input type="checkbox" checked={alert} onChange={e => setAlert(e.currentTarget.checked)} />
            Tell me of articles that come in and match
          </label>
          {refused && <p class="notice failed" role="alert">{refused}</p>}
          <p class="actions">
            <button type="submit" class="primary">Save</button>
            <button type="button" onClick={() => dialog.current?.close()}>Cancel</button>
          </p>
        </form>
      </dialog>
    </span>
  );
}
