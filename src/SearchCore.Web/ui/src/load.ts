import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from './api';

export interface Loaded<T> {
  data: T | null;
  failure: Failure | null;
  loading: boolean;
  reload: () => void;
}

interface State<T> {
  data: T | null;
  failure: Failure | null;
  /** What the two are of. */
  key: string | null;
}

/**
 * Loads what `key` names, again whenever it changes; null loads nothing. What was loaded before stays until the new answer is there, and
 * an answer that comes after a newer question is dropped. Where the service says when to come again, it is asked again by itself then.
 */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<State<T>>({ data: null, failure: null, key: null });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    let timer = 0;
    latest.current(abort.signal).then(
      data => abort.signal.aborted || setState({ data, failure: null, key }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const failure = error instanceof Failure ? error : new Failure(0, String(error));
        setState(before => ({ data: before.data, failure, key }));
        if (failure.retryAfter !== null) timer = window.setTimeout(() => setAttempt(n => n + 1), failure.retryAfter * 1000);
      },
    );
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [key, attempt]);

  return { ...state, loading: key !== null && state.key !== key, reload: () => setAttempt(n => n + 1) };
}
