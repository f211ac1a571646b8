import { useEffect, useRef } from 'preact/hooks';

type Keys = Record<string, () => void>;

/** Who listens, the view on top last: where two know a key, the last one has it. */
const listening: { current: Keys }[] = [];

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement | null;
  if (target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog')) return;
  const act = listening.findLast(keys => event.key in keys.current)?.current[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Single keys, which do nothing while somebody types into a field or a dialog is open. */
export function useShortcuts(keys: Keys, on = true): void {
  const mine = useRef(keys);
  mine.current = keys;
  useEffect(() => {
    if (!on) return;
    if (listening.length === 0) document.addEventListener('keydown', pressed);
    listening.push(mine);
    return () => {
      listening.splice(listening.indexOf(mine), 1);
      if (listening.length === 0) document.removeEventListener('keydown', pressed);
    };
  }, [on]);
}
