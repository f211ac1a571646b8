// Calls of the service: JSON in and out, failures as one kind of error that says what to do.
import type { Diagnostic } from './types';

export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly diagnostics: Diagnostic[] = [],
    /** After how many seconds to come again, where the service says so. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

export type Parameters = Record<string, string | number | boolean | readonly string[] | undefined>;

export function address(collection: string, call: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === '' || value === false) continue;
    if (Array.isArray(value)) value.forEach(v => query.append(name, v));
    else query.append(name, String(value));
  }
  const text = query.toString();
  const path = `/v1/collections/${encodeURIComponent(collection)}/${call}`;
  return text ? `${path}?${text}` : path;
}

/** Sends a request and reads its JSON; null where there is none. Throws a {@link Failure}, or an AbortError when `signal` says so. */
export async function call<T>(url: string, signal?: AbortSignal, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal, credentials: 'same-origin', headers: { Accept: 'application/json', ...init.headers } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure(0, navigator.onLine ? 'The service does not answer.' : 'This computer is offline.');
  }
  const text = await response.text();
  const type = response.headers.get('Content-Type') ?? '';
  const body: unknown = text && type.includes('json') ? JSON.parse(text) : null;
  if (!response.ok) throw failureOf(response, body);
  return body as T;
}

function failureOf(response: Response, body: unknown): Failure {
  const problem = (body ?? {}) as { title?: string; detail?: string; diagnostics?: Diagnostic[] };
  const after = response.headers.get('Retry-After');
  const seconds = after === null ? null : Number.isNaN(Number(after)) ? 5 : Math.max(1, Number(after));
  return new Failure(response.status, problem.detail ?? problem.title ?? fallback(response.status), problem.diagnostics ?? [], seconds);
}

function fallback(status: number): string {
  if (status === 401) return 'Sign in to see this.';
  if (status === 403) return 'You may not see this.';
  if (status === 404) return 'There is no such thing here.';
  return `The service answered with ${status}.`;
}

/** A change. That it comes from this page the browser says itself (Sec-Fetch-Site). */
export const change = <T>(method: 'PUT' | 'POST' | 'DELETE', url: string, body?: unknown): Promise<T> =>
  call<T>(url, undefined, {
    method,
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
