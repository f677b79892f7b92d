import { readAnswer } from '../read-answer.ts';
import { toleratedClient } from './tolerate-clients.ts';

const maxBytes = 5 * 1024;
const timeoutMs = 3_000;

/** Whether a client's metadata may be fetched from an address. */
export function isFetchable(address: string, hosts: readonly string[]): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
}

/**
 * Fetches a client's metadata document, or its keys: a request that a stranger chooses. It goes to
 * known hosts alone, follows no redirect, and is given up after 5 KB or 3 s. oidc-provider closes
 * the connection if the host's name leads to a private address (the `dispatcher` of its options).
 */
export function fetchFrom(hosts: readonly string[]) {
  return async (address: string | URL, options: RequestInit = {}): Promise<Response> => {
    if (!isFetchable(String(address), hosts)) throw new Error('not a host of known clients');
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(address, { ...options, signal, redirect: 'error' });
    const body = await readAnswer(response, 'The client’s', maxBytes);
    if (response.status !== 200) return new Response(null, { status: response.status });
    const content = JSON.parse(body.toString('utf8'));
    const isClient = typeof content === 'object' && content !== null && 'redirect_uris' in content;
    return Response.json(isClient ? toleratedClient(content) : content, {
      headers: cachedAs(response),
    });
  };
}

function cachedAs({ headers }: Response): Record<string, string> {
  const control = headers.get('cache-control');
  return control === null ? {} : { 'cache-control': control };
}
