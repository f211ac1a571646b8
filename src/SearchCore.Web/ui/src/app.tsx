import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Route, emptySearch } from './address';
import { call } from './api';
import { type Theme, setTheme, theme } from './keep';
import { useLoad } from './load';
import { Failed } from './parts/failure';
import { Help } from './parts/help';
import { IconAuto, IconMoon, IconSun } from './parts/icons';
import { Link, go, useRoute, useSettled } from './router';
import { allow } from './search';
import { useShortcuts } from './shortcuts';
import type { Collection, Collections } from './types';
import { ArticleView } from './views/article';
import { CompareView } from './views/compare';
import { DiffView } from './views/diff';
import { EntityView } from './views/entity';
import { HomeView } from './views/home';
import { SavedView } from './views/saved';
import { SearchView } from './views/search';

/** The page: a head with where one is, and the view that the address names. */
export function App() {
  const route = useRoute();
  const loaded = useLoad('collections', signal =>
    call<Collections>('/v1/collections', signal).then(all => {
      allow(all.maxHits, all.maxFacetValues);
      return all;
    }),
  );
  const [help, setHelp] = useState(false);
  const collections = loaded.data?.collections ?? [];
  const name = 'collection' in route ? route.collection : null;
  const collection = collections.find(c => c.name === name) ?? null;

  useShortcuts({
    '/': () => focusBox(),
    '?': () => setHelp(true),
    j: () => step(1),
    k: () => step(-1),
    o: () => openHit(),
  });
  useEffect(() => {
    document.title = titleOf(route, collection);
  }, [route.view, location.href, collection]);

  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <header class="masthead">
        <Link class="brand" to={{ view: 'home' }}>
          SearchCore
        </Link>
        {name !== null && collections.length > 1 && (
          <label class="collection">
            <span class="hidden">Archive</span>
            <select
              value={name}
              onChange={e => go({ view: 'search', collection: e.currentTarget.value, search: emptySearch })}
            >
              {collections.map(c => (
                <option key={c.name} value={c.name}>
                  {c.title}
                </option>
              ))}
            </select>
          </label>
        )}
        {collection && (
          <nav aria-label="Views">
            <Link to={{ view: 'search', collection: collection.name, search: emptySearch }} aria-current={current(route, 'search')}>
              Search
            </Link>
            <Link to={{ view: 'compare', collection: collection.name, a: '', b: '' }} aria-current={current(route, 'compare')}>
              Compare
            </Link>
            <Link to={{ view: 'saved', collection: collection.name }} aria-current={current(route, 'saved')}>
              Saved
            </Link>
          </nav>
        )}
        <span class="spacer" />
        <Reader />
        <ThemeSwitch />
        <button type="button" class="quiet" title="What can be asked, and keys (?)" onClick={() => setHelp(true)}>
          Help
        </button>
      </header>
      {loaded.failure && !loaded.data ? (
        <Unusable failure={<Failed failure={loaded.failure} retry={loaded.reload} />} />
      ) : loaded.data ? (
        <View route={route} collections={collections} collection={collection} />
      ) : (
        <main id="main" />
      )}
      <Help open={help} onClose={() => setHelp(false)} />
    </>
  );
}

function Unusable({ failure }: { failure: ComponentChildren }) {
  useSettled(true);
  return <main id="main">{failure}</main>;
}

const current = (route: Route, view: Route['view']): 'page' | undefined => (route.view === view ? 'page' : undefined);

function View({ route, collections, collection }: { route: Route; collections: Collection[]; collection: Collection | null }) {
  const only = collections.length === 1 ? collections[0] : undefined;
  const shown = collection ?? (route.view === 'home' ? only : undefined);
  if (shown?.problem) return <Nowhere text={`${shown.title} cannot be searched now.`} why={shown.problem} />;
  // One archive alone needs no list.
  if (route.view === 'home' && only) return <SearchView key={only.name} collection={only} search={emptySearch} />;
  if (route.view === 'home') return <HomeView collections={collections} />;
  if (route.view === 'unknown') return <Nowhere text="There is no such page." />;
  if (!collection) return <Nowhere text={`There is no archive ‘${route.collection}’ that you may read.`} />;
  switch (route.view) {
    case 'search':
      return <SearchView key={collection.name} collection={collection} search={route.search} />;
    case 'article':
      return <ArticleView key={`${collection.name}\n${route.id}`} collection={collection} id={route.id} search={route.search} />;
    case 'entity':
      return (
        <EntityView
          key={`${collection.name}\n${route.kind}\n${route.name}`}
          collection={collection}
          kind={route.kind}
          name={route.name}
        />
      );
    case 'compare':
      return <CompareView key={collection.name} collection={collection} a={route.a} b={route.b} />;
    case 'diff':
      return <DiffView key={`${route.left}\n${route.right}`} collection={collection} left={route.left} right={route.right} />;
    case 'saved':
      return <SavedView key={collection.name} collection={collection} />;
  }
}

function Nowhere({ text, why }: { text: string; why?: string }) {
  useSettled(true);
  return (
    <main id="main" class="home-view">
      <h1>{text}</h1>
      {why && <p class="notice">{why}</p>}
      <p>
        <Link to={{ view: 'home' }}>To the archives</Link>
      </p>
    </main>
  );
}

function titleOf(route: Route, collection: Collection | null): string {
  const archive = collection?.title ?? 'Archives';
  switch (route.view) {
    case 'search':
      return route.search.q ? `${route.search.q} · ${archive}` : archive;
    case 'entity':
      return `${route.name} · ${archive}`;
    case 'compare':
      return `Compare · ${archive}`;
    case 'diff':
      return `Side by side · ${archive}`;
    case 'saved':
      return `Saved · ${archive}`;
    case 'article':
      return `${route.id} · ${archive}`;
    default:
      return 'SearchCore';
  }
}

function focusBox(): void {
  const box = document.querySelector<HTMLInputElement>('#q');
  if (box) {
    box.focus();
    box.select();
    return;
  }
  // A view without a box: to the search of this archive, where its box takes the focus.
  const search = document.querySelector<HTMLAnchorElement>('.path a, .masthead nav a');
  search?.click();
  window.setTimeout(() => document.querySelector<HTMLInputElement>('#q')?.focus(), 0);
}

const titles = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>('#app .hit-title')];

function step(by: number): void {
  const all = titles();
  const at = all.findIndex(t => t.closest('.hit')?.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : -1) : at + by;
  const title = all[next];
  if (!title) {
    if (by > 0 && at >= 0) document.querySelector<HTMLButtonElement>('.more-hits')?.focus();
    return;
  }
  title.focus({ preventScroll: true });
  title.closest('.hit')?.scrollIntoView({ block: 'nearest' });
}

const openHit = (): void => {
  document.activeElement?.closest('.hit')?.querySelector<HTMLAnchorElement>('.hit-title')?.click();
};

/** Who is signed in, where people sign in at all. */
function Reader() {
  const me = useLoad('me', signal => call<{ name: string; signIn: string }>('/v1/me', signal));
  if (me.data?.signIn !== 'cookie') return null;
  return (
    <form class="reader" method="post" action="/signout">
      <bdi>{me.data.name}</bdi>
      <button type="submit" class="quiet">Sign out</button>
    </form>
  );
}

const themes: { [K in Theme]: { next: Theme; text: string; icon: () => JSX.Element } } = {
  auto: { next: 'light', text: 'Colours as this computer has them', icon: IconAuto },
  light: { next: 'dark', text: 'Light colours', icon: IconSun },
  dark: { next: 'auto', text: 'Dark colours', icon: IconMoon },
};

function ThemeSwitch() {
  const [shown, setShown] = useState(theme());
  const { next, text, icon: Icon } = themes[shown];
  return (
    <button
      type="button"
      class="quiet theme"
      aria-label={`${text}; change`}
      title={text}
      onClick={() => {
        setTheme(next);
        setShown(next);
      }}
    >
      <Icon />
    </button>
  );
}
