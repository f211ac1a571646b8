import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Route, readRoute, writeRoute } from './address';

const listeners = new Set<() => void>();
/** Where somebody was in an entry of the history: how far down, and on which link. */
interface Place {
  y: number;
  link: string | null;
}

const places = new Map<number, Place>();
let entry = 0;
let entries = 0;
let pending: Place | null = null;
let cameBack = false;
let firstView: (() => void) | null = null;

const top: Place = { y: 0, link: null };

const here = (): Place => ({ y: window.scrollY, link: document.activeElement?.getAttribute('href') ?? null });

/** Takes over going back and forward; `shown` is called once, when the first view has what it shows. */
export function startRouter(shown: () => void): void {
  firstView = shown;
  history.scrollRestoration = 'manual';
  // Numbers go on where a page that was reloaded stopped, so that positions of other entries are not taken for this one's.
  entry = entries = Number((history.state as { entry?: number } | null)?.entry ?? 0);
  history.replaceState({ entry }, '');
  window.addEventListener('popstate', event => {
    places.set(entry, here());
    entry = Number((event.state as { entry?: number } | null)?.entry ?? 0);
    pending = places.get(entry) ?? top;
    cameBack = true;
    listeners.forEach(l => l());
  });
}

export function navigate(to: string, how: { replace?: boolean; keepScroll?: boolean } = {}): void {
  if (how.replace) {
    history.replaceState({ entry }, '', to);
  } else if (to !== location.pathname + location.search) {
    places.set(entry, here());
    entry = ++entries;
    history.pushState({ entry }, '', to);
  }
  pending = how.keepScroll || how.replace ? null : top;
  cameBack = false;
  listeners.forEach(l => l());
}

/** Whether the view that is shown was reached by going back or forward: then it may show what it had, otherwise it asks anew. */
export const isReturn = (): boolean => cameBack;

export const go = (route: Route, how?: { replace?: boolean; keepScroll?: boolean }): void => navigate(writeRoute(route), how);

/** A view calls this whenever what it shows is there: only then can the page be scrolled to where it was. */
export function useSettled(ready: unknown): void {
  useEffect(() => {
    if (!ready) return;
    firstView?.();
    firstView = null;
    if (pending !== null) settle(pending);
    pending = null;
  }, [ready]);
}

/**
 * Scrolls to where somebody was. The focus, which the view before took along, goes to the link that they followed from here, so that the
 * keyboard goes on there; in a new view to its heading, so that a screen reader says where one is.
 */
function settle({ y, link }: Place): void {
  window.scrollTo(0, y);
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const followed = link === null ? null : document.querySelector<HTMLElement>(`#app a[href="${CSS.escape(link)}"]`);
  const target = followed ?? document.querySelector<HTMLElement>('#app h1');
  if (!followed) target?.setAttribute('tabindex', '-1');
  target?.focus({ preventScroll: true });
}

export function useRoute(): Route {
  const [, set] = useState(0);
  useEffect(() => {
    const changed = (): void => set(n => n + 1);
    listeners.add(changed);
    return () => void listeners.delete(changed);
  }, []);
  return readRoute(location.pathname, location.search);
}

type LinkProps = Omit<JSX.IntrinsicElements['a'], 'href' | 'role'> & { to: Route; keepScroll?: boolean; children?: ComponentChildren };

/** A link inside of the page: a plain one for new tabs and for copying, followed without loading otherwise. */
export function Link({ to, keepScroll, children, ...rest }: LinkProps) {
  const href = writeRoute(to);
  return (
    <a
      {...rest}
      href={href}
      onClick={event => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(href, keepScroll ? { keepScroll } : {});
      }}
    >
      {children}
    </a>
  );
}
