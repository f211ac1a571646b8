import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../api';

/** Says plainly what went wrong and what to do about it. */
export function Failed({ failure, retry }: { failure: Failure; retry: () => void }) {
  return (
    <div class="notice failed" role="alert">
      <p>
        <strong>{heading(failure)}</strong> {failure.message}
      </p>
      {failure.diagnostics.length > 0 && (
        <ul>
          {failure.diagnostics.map((d, i) => (
            <li key={i}>
              {d.message} <code>{d.code}</code>
            </li>
          ))}
        </ul>
      )}
      <p class="actions">
        {failure.retryAfter !== null && <Countdown seconds={failure.retryAfter} />}
        {failure.status !== 403 && failure.status !== 404 && (
          <button type="button" onClick={retry}>
            Try again
          </button>
        )}
        {failure.status === 401 && <a href={`/signin?to=${encodeURIComponent(location.pathname + location.search)}`}>Sign in</a>}
      </p>
    </div>
  );
}

function heading({ status }: Failure): string {
  if (status === 0) return 'Not connected.';
  if (status === 400) return 'The search could not be read.';
  if (status === 401 || status === 403) return 'Not allowed.';
  if (status === 404) return 'Not found.';
  if (status === 429) return 'Too many searches at a time.';
  if (status === 503) return 'The service is busy.';
  return 'Something went wrong.';
}

function Countdown({ seconds }: { seconds: number }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = window.setInterval(() => setLeft(n => Math.max(0, n - 1)), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return <span>{left > 0 ? `Trying again in ${left} s.` : 'Trying again …'}</span>;
}
