import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { DocPilotError } from '../../errors.ts';
import { type Evidence, queriesOf, type SearchRequest } from './search-request.ts';

/** What the pages so far have shown. */
export interface PagesBefore {
  hits: number;
  /** The documents of those hits, folded ones included. They are excluded from the next page. */
  documentIds: readonly number[];
  /** The first page's for each query, which holds for all pages. */
  evidences: readonly Evidence[];
}

const version = 1;
const known: readonly Evidence[] = ['none', 'weak', 'strong'];
const macBytes = 16;

/**
 * A cursor: version, the evidence of each query, hits, documents (ascending, delta-encoded; hits and
 * documents are LEB128), and an HMAC over these and the queries. A few bytes per hit, since an
 * assistant pays for each token.
 */
export function encodeCursor(pages: PagesBefore, request: SearchRequest, secret: string): string {
  const bytes = [version, ...pages.evidences.map((evidence) => known.indexOf(evidence))];
  let last = 0;
  pushNumber(bytes, pages.hits);
  for (const id of [...pages.documentIds].sort((a, b) => a - b)) {
    pushNumber(bytes, id - last);
    last = id;
  }
  const payload = Buffer.from(bytes);
  return Buffer.concat([payload, sign(payload, request, secret)]).toString('base64url');
}

/** @throws DocPilotError invalid_request if it was altered, or belongs to another query */
export function decodeCursor(cursor: string, request: SearchRequest, secret: string): PagesBefore {
  const bytes = Buffer.from(cursor, 'base64url');
  const payload = bytes.subarray(0, -macBytes);
  const mac = bytes.subarray(-macBytes);
  const expected = sign(payload, request, secret);
  const isOurs = mac.length === macBytes && timingSafeEqual(mac, expected);
  const start = 1 + queriesOf(request).length;
  if (!isOurs || payload[0] !== version || payload.length <= start) {
    throw new DocPilotError(
      'invalid_request',
      'cursor is not one of this search: send next_cursor of the previous page with the same query, queries, filters and similarity_threshold, or none.',
    );
  }
  const [hits = 0, ...differences] = readNumbers(payload.subarray(start));
  let last = 0;
  const documentIds = differences.map((difference) => {
    last += difference;
    return last;
  });
  const evidences = [...payload.subarray(1, start)].map((code) => known[code] ?? 'none');
  return { hits, documentIds, evidences };
}

function sign(payload: Buffer, request: SearchRequest, secret: string): Buffer {
  const { query, queries = [], filters = {}, similarity_threshold: threshold = null } = request;
  const sorted = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  const asked = hash('sha256', JSON.stringify([query, sorted, threshold, ...queries]), 'buffer');
  const mac = createHmac('sha256', secret).update('search cursor').update(asked).update(payload);
  return mac.digest().subarray(0, macBytes);
}

function pushNumber(bytes: number[], value: number): void {
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  bytes.push(left);
}

function readNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  return numbers;
}
