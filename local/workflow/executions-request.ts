import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.ts';
import type { ExecutionRecord } from './execution-ledger.ts';
import type { ExecutionView } from './execution-resource.ts';
import { limits } from './limits.ts';

/** An argument, quoted once more as JSON, and the rest of an execution. */
const largestBodyBytes = 8 * limits.argumentBytes;

/** The fields of a new Execution that a caller may set; the last ones have no meaning here. */
const settable = ['argument', 'labels', 'callLogLevel', 'executionHistoryLevel'];

/** @throws ApiError INVALID_ARGUMENT */
export async function readNewExecution(
  request: IncomingMessage,
): Promise<{ argument: string; labels: Record<string, string> }> {
  // An empty execution comes from Google's own client as an empty string.
  const body = parse(await readBody(request), 'the body') || {};
  if (!isObject(body)) throw new ApiError('INVALID_ARGUMENT', 'the body must be an execution');
  const unknown = Object.keys(body).find((key) => !settable.includes(key));
  if (unknown !== undefined) {
    throw new ApiError('INVALID_ARGUMENT', `"${unknown}" cannot be set here`);
  }
  const argument = body.argument === undefined || body.argument === '' ? 'null' : body.argument;
  if (typeof argument !== 'string') {
    throw new ApiError('INVALID_ARGUMENT', 'argument must be a string that holds JSON');
  }
  const size = Buffer.byteLength(argument);
  if (size > limits.argumentBytes) {
    const message = `an argument of ${size} bytes, ${limits.argumentBytes} are the most`;
    throw new ApiError('INVALID_ARGUMENT', message);
  }
  parse(argument, 'the argument');
  return { argument, labels: readLabels(body.labels) };
}

/** @throws ApiError INVALID_ARGUMENT */
export function readPage(
  records: readonly ExecutionRecord[],
  query: URLSearchParams,
): { records: ExecutionRecord[]; nextPageToken: string | null } {
  for (const name of ['filter', 'orderBy']) {
    if (query.get(name)) throw new ApiError('INVALID_ARGUMENT', `"${name}" is not known here`);
  }
  const size = readCount(query, 'pageSize');
  const after = query.get('pageToken');
  const start = after ? records.findIndex(({ id }) => id === after) + 1 : 0;
  if (after && start === 0) throw new ApiError('INVALID_ARGUMENT', 'unknown pageToken');
  const end = start + (size > 0 ? Math.min(size, 1000) : 100);
  const page = records.slice(start, end);
  return { records: page, nextPageToken: end < records.length ? (page.at(-1)?.id ?? null) : null };
}

/** By name, or by its number in the API's protocol buffer. */
export function readView(query: URLSearchParams, usual: ExecutionView): ExecutionView {
  const view = query.get('view') ?? '0';
  if (view === 'BASIC' || view === '1') return 'BASIC';
  if (view === 'FULL' || view === '2') return 'FULL';
  if (view === 'EXECUTION_VIEW_UNSPECIFIED' || view === '0') return usual;
  throw new ApiError('INVALID_ARGUMENT', `unknown view ${view}`);
}

async function readBody(request: IncomingMessage): Promise<string> {
  // A web page can send other types without being asked first.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new ApiError('INVALID_ARGUMENT', 'the content type must be application/json');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= largestBodyBytes) chunks.push(chunk);
  }
  if (size > largestBodyBytes) throw new ApiError('INVALID_ARGUMENT', 'the body is too large');
  return Buffer.concat(chunks).toString();
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('INVALID_ARGUMENT', `${what} is not JSON`);
  }
}

function readLabels(labels: unknown): Record<string, string> {
  if (labels === undefined) return {};
  if (!isObject(labels)) throw new ApiError('INVALID_ARGUMENT', 'labels must be a map');
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => {
      if (typeof value === 'string') return [key, value];
      throw new ApiError('INVALID_ARGUMENT', `the label "${key}" must be a string`);
    }),
  );
}

function readCount(query: URLSearchParams, name: string): number {
  const count = Number(query.get(name) ?? '0');
  if (Number.isInteger(count) && count >= 0) return count;
  throw new ApiError('INVALID_ARGUMENT', `"${name}" must be a number that is not negative`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
