import { useEffect, useState } from 'preact/hooks';
import { emptySearch } from '../address';
import { Failure, call } from '../api';
import { showRange } from '../dates';
import { useLoad } from '../load';
import { Failed } from '../parts/failure';
import { When } from '../parts/hits';
import { Link, useSettled } from '../router';
import { type AlertEvent, type Kept, type Sort, events, feed, list, remove } from '../saved';
import type { Collection } from '../types';

/** What this reader has saved, and what came in for it. */
export function SavedView({ collection }: { collection: Collection }) {
  const name = collection.name;
  const searches = useLoad(`${name}\nsearches`, signal => list(name, 'searches', signal));
  const alerts = useLoad(`${name}\nalerts`, signal => list(name, 'alerts', signal));
  useSettled((searches.data ?? searches.failure) && (alerts.data ?? alerts.failure));
  return (
    <main id="main" class="saved-view">
      <div class="view-head">
        <h1>Saved</h1>
      </div>
      <div class="saved-columns">
        <section aria-labelledby="saved-searches">
          <h2 id="saved-searches">Searches</h2>
          {searches.failure && <Failed failure={searches.failure} retry={searches.reload} />}
          {searches.data && (
            <Kepts collection={name} sort="searches" kept={searches.data} again={searches.reload}
              none="None yet. ‘Save’ above the hits of a search keeps it here." />
          )}
        </section>
        <section aria-labelledby="saved-alerts">
          <h2 id="saved-alerts">Alerts</h2>
          {alerts.failure && <Failed failure={alerts.failure} retry={alerts.reload} />}
          {alerts.data && (
            <Kepts collection={name} sort="alerts" kept={alerts.data} again={alerts.reload}
              none="None yet. When a search is saved, new articles that match it can be told of." />
          )}
          {alerts.data && alerts.data.length > 0 && <Live collection={name} />}
        </section>
      </div>
    </main>
  );
}

interface KeptsProps {
  collection: string;
  sort: Sort;
  kept: Kept[];
  again: () => void;
  none: string;
}

function Kepts({ collection, sort, kept, again, none }: KeptsProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const forget = (name: string): void => {
    remove(collection, sort, name).then(
      () => {
        setFailure(null);
        again();
      },
      (error: unknown) => setFailure(error instanceof Failure ? error : new Failure(0, String(error))),
    );
  };
  // Readers of feeds cannot sign in as people do; they have keys, and alerts of their own.
  const me = useLoad('me', signal => call<{ signIn: string }>('/v1/me', signal));
  return (
    <>
      {failure && <Failed failure={failure} retry={again} />}
      {kept.length === 0 && <p class="quiet-text">{none}</p>}
      <ul class="kept">
        {kept.map(k => (
          <li key={k.name}>
            <Link class="kept-name" to={{ view: 'search', collection, search: k.search }} dir="auto">
              {k.name}
            </Link>
            <span class="kept-query" dir="auto">{inWords(k)}</span>
            <span class="kept-tools">
              {sort === 'alerts' && me.data && me.data.signIn !== 'cookie' && (
                <a href={feed(collection, k.name)} type="application/atom+xml">
                  Feed
                </a>
              )}
              <button type="button" class="quiet" aria-label={`Forget ${k.name}`} onClick={() => forget(k.name)}>
                Forget
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function inWords({ search }: Kept): string {
  return [
    search.q || 'all articles',
    ...search.select.map(c => `${c.kind}: ${c.value}`),
    ...(search.from || search.to ? [showRange(search.from, search.to)] : []),
  ].join(' · ');
}

/** Articles that came in and matched, as the service tells of them. The browser connects again by itself, behind the last that it had. */
function Live({ collection }: { collection: string }) {
  const [seen, setSeen] = useState<AlertEvent[]>([]);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let source: EventSource | null = null;
    let timer = 0;
    let last: string | null = null;
    const take = (message: MessageEvent<string>): void => {
      const event = JSON.parse(message.data) as AlertEvent;
      last = event.id;
      setSeen(before => [event, ...before.filter(e => e.id !== event.id)].slice(0, 100));
    };
    const again = (): void => {
      setConnected(false);
      timer = window.setTimeout(begin, 5000);
    };
    const begin = (): void => {
      events(collection, last, abort.signal).then(
        from => {
          if (abort.signal.aborted) return;
          const mine = (source = new EventSource(from));
          mine.onopen = () => setConnected(true);
          mine.onmessage = take;
          // A browser connects again where a connection broke, and gives up where the answer was an error.
          mine.onerror = () => (mine.readyState === EventSource.CLOSED ? again() : setConnected(false));
        },
        () => abort.signal.aborted || again(),
      );
    };
    begin();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
      source?.close();
    };
  }, [collection]);
  return (
    <section class="live">
      <h3>
        Came in <span class="quiet-text" role="status">{connected ? 'watching' : 'connecting …'}</span>
      </h3>
      {seen.length === 0 && <p class="quiet-text">Nothing yet. Articles appear here as they come in.</p>}
      <ol class="events">
        {seen.map(e => (
          <li key={e.id}>
            {e.article ? (
              <Link to={{ view: 'article', collection, id: e.article.id, search: emptySearch }} dir="auto">
                {e.article.title || e.article.id}
              </Link>
            ) : (
              <span>{e.fault}</span>
            )}
            <span class="meta">
              <bdi>{e.alert}</bdi>
              <When moment={e.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
