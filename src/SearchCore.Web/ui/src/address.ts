// The address says everything: which view, and what is asked for. It is read and written here alone.

export interface Choice {
  kind: string;
  value: string;
}

/** What is searched for. Days are of `zone`; `to` is the first day that is no longer inside, as in the API. */
export interface Search {
  q: string;
  dialect: string;
  select: Choice[];
  from: string;
  to: string;
  timeline: string;
  sort: string;
  unique: boolean;
  zone: string;
}

export type Route =
  | { view: 'home' }
  | { view: 'search'; collection: string; search: Search }
  | { view: 'article'; collection: string; id: string; search: Search }
  | { view: 'entity'; collection: string; kind: string; name: string }
  | { view: 'compare'; collection: string; a: string; b: string }
  | { view: 'diff'; collection: string; left: string; right: string }
  | { view: 'saved'; collection: string }
  | { view: 'unknown' };

export const emptySearch: Search = {
  q: '', dialect: '', select: [], from: '', to: '', timeline: '', sort: '', unique: false, zone: '',
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export function readSearch(parameters: URLSearchParams): Search {
  const text = (name: string): string => parameters.get(name) ?? '';
  const choices = parameters.getAll('select').flatMap(s => {
    const at = s.indexOf('=');
    return at > 0 ? [{ kind: s.slice(0, at), value: s.slice(at + 1) }] : [];
  });
  return {
    q: text('q'),
    dialect: text('dialect'),
    select: choices,
    from: text('from'),
    to: text('to'),
    timeline: text('timeline'),
    sort: text('sort'),
    unique: text('unique') === 'true',
    zone: text('zone'),
  };
}

/** The parameters of a search, in one order, so that the same search has the same address. */
export function writeSearch(search: Search): URLSearchParams {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string): void => {
    if (value) parameters.append(name, value);
  };
  put('q', search.q);
  put('dialect', search.dialect);
  for (const { kind, value } of search.select) put('select', `${kind}=${value}`);
  put('from', search.from);
  put('to', search.to);
  put('timeline', search.timeline);
  put('sort', search.sort);
  put('unique', search.unique ? 'true' : '');
  put('zone', search.zone);
  return parameters;
}

export function readRoute(pathname: string, query: string): Route {
  const parameters = new URLSearchParams(query);
  const [first, second, view, ...rest] = pathname.replace(/^\//, '').split('/');
  if (!first) return { view: 'home' };
  if (first !== 'c' || !second) return { view: 'unknown' };
  const collection = decode(second);
  const name = rest.map(decode).join('/');
  switch (view) {
    case undefined:
    case '':
      return { view: 'search', collection, search: readSearch(parameters) };
    case 'a': {
      const id = name || (parameters.get('id') ?? '');
      return id ? { view: 'article', collection, id, search: readSearch(parameters) } : { view: 'unknown' };
    }
    case 'e': {
      const [kind = '', ...words] = rest.map(decode);
      const entity = words.join('/') || (parameters.get('name') ?? '');
      return kind && entity ? { view: 'entity', collection, kind, name: entity } : { view: 'unknown' };
    }
    case 'compare':
      return { view: 'compare', collection, a: parameters.get('a') ?? '', b: parameters.get('b') ?? '' };
    case 'diff':
      return { view: 'diff', collection, left: parameters.get('left') ?? '', right: parameters.get('right') ?? '' };
    case 'saved':
      return { view: 'saved', collection };
    default:
      return { view: 'unknown' };
  }
}

const withQuery = (path: string, parameters: URLSearchParams): string => {
  const query = parameters.toString();
  return query ? `${path}?${query}` : path;
};

/** A browser resolves `.` and `..` and a server may join empty segments: what has them stands in the query instead. */
const fitsPath = (text: string): boolean => text.split('/').every(part => part !== '' && part !== '.' && part !== '..');

const asPath = (text: string): string => text.split('/').map(encodeURIComponent).join('/');

export function writeRoute(route: Route): string {
  switch (route.view) {
    case 'home':
    case 'unknown':
      return '/';
    case 'search':
      return withQuery(`/c/${encodeURIComponent(route.collection)}`, writeSearch(route.search));
    case 'article': {
      const parameters = writeSearch(route.search);
      const base = `/c/${encodeURIComponent(route.collection)}/a`;
      if (fitsPath(route.id)) return withQuery(`${base}/${asPath(route.id)}`, parameters);
      parameters.append('id', route.id);
      return withQuery(base, parameters);
    }
    case 'entity': {
      const base = `/c/${encodeURIComponent(route.collection)}/e/${encodeURIComponent(route.kind)}`;
      return fitsPath(route.name) ? `${base}/${asPath(route.name)}` : withQuery(base, new URLSearchParams({ name: route.name }));
    }
    case 'compare':
      return withQuery(`/c/${encodeURIComponent(route.collection)}/compare`, new URLSearchParams({ a: route.a, b: route.b }));
    case 'diff':
      return withQuery(`/c/${encodeURIComponent(route.collection)}/diff`, new URLSearchParams({ left: route.left, right: route.right }));
    case 'saved':
      return `/c/${encodeURIComponent(route.collection)}/saved`;
  }
}

export const hasChoice = (search: Search, choice: Choice): boolean =>
  search.select.some(c => c.kind === choice.kind && c.value === choice.value);

/** The search with a value chosen, or not chosen any more. */
export const toggleChoice = (search: Search, choice: Choice): Search => ({
  ...search,
  select: hasChoice(search, choice)
    ? search.select.filter(c => c.kind !== choice.kind || c.value !== choice.value)
    : [...search.select, choice],
});

/** Whether anything but the order and looks of a search is narrower than the whole archive. */
export const isNarrowed = (search: Search): boolean =>
  search.q !== '' || search.select.length > 0 || search.from !== '' || search.to !== '';
