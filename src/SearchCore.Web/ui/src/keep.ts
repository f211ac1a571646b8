// What the browser keeps for this reader: searches typed, the choice of theme, whether entities are marked. Nothing of it is needed.

const read = (name: string): string | null => {
  try {
    return localStorage.getItem(`searchcore.${name}`);
  } catch {
    return null;
  }
};

const write = (name: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(`searchcore.${name}`);
    else localStorage.setItem(`searchcore.${name}`, value);
  } catch {
    // A browser may refuse to keep anything; the page works without.
  }
};

const mostRecent = 12;

export function recentQueries(collection: string): string[] {
  try {
    const kept: unknown = JSON.parse(read(`recent.${collection}`) ?? '[]');
    return Array.isArray(kept) ? kept.filter(q => typeof q === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberQuery(collection: string, query: string): void {
  const text = query.trim();
  if (text === '') return;
  write(`recent.${collection}`, JSON.stringify([text, ...recentQueries(collection).filter(q => q !== text)].slice(0, mostRecent)));
}

export const forgetQueries = (collection: string): void => write(`recent.${collection}`, null);

export const entitiesAreMarked = (): boolean => read('entities') !== 'off';
export const markEntities = (on: boolean): void => write('entities', on ? null : 'off');

export type Theme = 'auto' | 'light' | 'dark';

/** The theme is kept in a cookie, so that the server can write it into the document and nothing flashes. */
export function theme(): Theme {
  const kept = document.cookie.split('; ').find(c => c.startsWith('theme='))?.slice('theme='.length);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function setTheme(next: Theme): void {
  document.cookie = next === 'auto' ? 'theme=; path=/; max-age=0; samesite=lax' : `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  if (next === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', next);
}
