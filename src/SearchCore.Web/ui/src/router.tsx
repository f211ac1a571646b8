import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Route, readRoute, writeRoute } from './address';

const listeners = new Set<() => void>();
const scrolls = new Map<number, number>();
let entry = 0;
let entries = 0;
let pendingScroll: number | null = null;
let cameBack = false;
let firstView: (() => void) | null = null;

/** Takes over going back and forward; `shown` is called once, when the first view has what it shows. */
export function startRouter(shown: () => void): void {
  firstView = shown;
  history.scrollRestoration = 'manual';
  // Numbers go on where a page that was reloaded stopped, so that positions of other entries are not taken for this one's.
  entry = entries = Number((history.state as { entry?: number } | null)?.entry ?? 0);
  history.replaceState({ entry }, '');
  window.addEventListener('popstate', event => {
    scrolls.set(entry, window.scrollY);
    entry = Number((event.state as { entry?: number } | null)?.entry ?? 0);
    pendingScroll = scrolls.get(entry) ?? 0;
    cameBack = true;
    listeners.forEach(l => l());
  });
}

export function navigate(to: string, how: { replace?: boolean; keepScroll?: boolean } = {}): void {
  if (how.replace) {
    history.replaceState({ entry }, '', to);
  } else if (to !== location.pathname + location.search) {
    scrolls.set(entry, window.scrollY);
    entry = ++entries;
    history.pushState({ entry }, '', to);
  }
  pendingScroll = how.keepScroll || how.replace ? null : 0;
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
    if (pendingScroll !== null) window.scrollTo(0, pendingScroll);
    pendingScroll = null;
  }, [ready]);
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
