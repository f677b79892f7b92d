import { apiUrl } from './address.js';
import { readKey } from './key.js';
import { formatDuration, text } from './language.js';
import { isSignedIn } from './session.js';

/** @import { ActivityResponse } from '../../../shared/src/http/endpoints/activity-endpoint.ts' */
/** @import { ConnectionsResponse, SessionResponse } from '../../../shared/src/http/endpoints/session-endpoints.ts' */
/** @import { ErrorBody } from '../../../shared/src/errors.ts' */
/** @import { FacetsResponse } from '../../../shared/src/search/list/facets.ts' */
/** @import { ListResponse, RunView } from '../../../shared/src/search/list/list-request.ts' */
/** @import { DocumentResponse } from '../../../shared/src/search/fetch/fetch-request.ts' */
/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */

/** A failed request; its message is for the reader. */
export class ApiError extends Error {
  /** @param {string} code as in the answer, or `network` @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * @param {object} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<SearchResponse>}
 */
export function search(request, signal) {
  return call('/search', { body: request, signal });
}

/**
 * @param {Record<string, string>} parameters
 * @param {{ key?: string | null, signal?: AbortSignal }} [options]
 * @returns {Promise<ListResponse>}
 */
export function list(parameters, options) {
  return call(`/list?${new URLSearchParams(parameters)}`, options);
}

/**
 * @param {string} id
 * @param {string} lines for example 10-40; empty: from the beginning, as far as the answer goes
 * @param {AbortSignal} [signal]
 * @returns {Promise<DocumentResponse>}
 */
export function readDocument(id, lines, signal) {
  const range = lines === '' ? '' : `?${new URLSearchParams({ lines })}`;
  return call(`/list/documents/${encodeURIComponent(id)}${range}`, { signal });
}

/** @returns {Promise<{ execution_id: string }>} */
export function startSync() {
  return call('/sync-sources', { body: {} });
}

/**
 * @param {string} id
 * @returns {Promise<{ state: string, error: string | null, runs: RunView[] }>}
 */
export function readSync(id) {
  return call(`/sync-sources/${encodeURIComponent(id)}`);
}

/**
 * @param {Record<string, string>} filters
 * @param {AbortSignal} [signal]
 * @returns {Promise<FacetsResponse>}
 */
export function readFacets(filters, signal) {
  return call(`/list/facets?${new URLSearchParams(filters)}`, { signal });
}

/** @typedef {ConnectionsResponse['connections'][number]} Connection */

/** @param {AbortSignal} [signal] @returns {Promise<SessionResponse>} */
export function readSession(signal) {
  return call('/mcp/session', { signal });
}

/** @param {AbortSignal} [signal] @returns {Promise<ConnectionsResponse>} */
export function readConnections(signal) {
  return call('/mcp/connections', { signal });
}

/** @param {string} id */
export function endConnection(id) {
  return call(`/mcp/connections/${encodeURIComponent(id)}/end`, { body: {} });
}

export function endSession() {
  return call('/mcp/session/end', { body: {} });
}

/** @param {string} days @param {AbortSignal} [signal] @returns {Promise<ActivityResponse>} */
export function readActivity(days, signal) {
  return call(`/list/activity?${new URLSearchParams({ days })}`, { signal });
}

/**
 * @returns {Promise<{ index: { sources: number, documents: number, passages: number,
 *   verified_at: string | null } }>}
 */
export function readHealth() {
  return call('/home/health', { key: null });
}

/**
 * @param {string} path
 * @param {{ body?: object, signal?: AbortSignal | undefined, key?: string | null }} [options] the
 *   key is by default the stored one; null sends none
 */
async function call(path, { body, signal, key = readKey() } = {}) {
  /** @type {Record<string, string>} */
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  if (key !== null) headers['x-api-key'] = key;
  const response = await fetch(`${apiUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
    credentials: key === null && isSignedIn() ? 'same-origin' : 'omit',
    cache: 'no-store',
  }).catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('network', text('errorNetwork'));
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw errorOf(response, answer);
}

/** @param {Response} response @param {ErrorBody | null} answer */
function errorOf(response, answer) {
  const code = answer?.error?.code ?? 'internal';
  const seconds = Number(response.headers.get('retry-after')) || 1;
  /** @type {Record<string, string>} */
  const texts = {
    rate_limited: text('errorBusy', { seconds: formatDuration(seconds * 1000) }),
    upstream_unavailable: text('errorAway'),
    upstream_timeout: text('errorAway'),
    internal: text('errorInternal'),
    unauthorized: text('keyWrong'),
  };
  return new ApiError(code, texts[code] ?? answer?.error.message ?? text('errorInternal'));
}
