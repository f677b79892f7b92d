import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';

const httpCodes = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  INTERNAL: 500,
} as const;

/** An error as Google's REST APIs answer it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: keyof typeof httpCodes;

  constructor(status: keyof typeof httpCodes, message: string) {
    super(message);
    this.status = status;
  }

  get code(): number {
    return httpCodes[this.status];
  }

  toBody(): { error: { code: number; message: string; status: string } } {
    return { error: { code: this.code, message: this.message, status: this.status } };
  }
}

/** An argument, quoted once more as JSON. */
const largestBodyBytes = 8 * limits.argumentBytes;

/**
 * The argument of a new execution, as JSON text; `null` where the caller gives none.
 * @throws ApiError INVALID_ARGUMENT, also for the fields of an execution that are not supported.
 */
export async function readArgument(request: IncomingMessage): Promise<string> {
  // Google's own client sends an execution without fields as an empty string.
  const body = parse(await readBody(request), 'the body') || {};
  if (!isObject(body)) throw new ApiError('INVALID_ARGUMENT', 'the body must be an execution');
  const { argument: given, labels, ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new ApiError('INVALID_ARGUMENT', `"${unknown}" cannot be set, or is not supported here`);
  }
  // The same client sends labels without being told to: none.
  if (labels !== undefined && JSON.stringify(labels) !== '{}') {
    throw new ApiError('INVALID_ARGUMENT', 'labels are not supported here');
  }
  const argument = given === undefined || given === '' ? 'null' : given;
  if (typeof argument !== 'string') {
    throw new ApiError('INVALID_ARGUMENT', 'argument must be a string that holds JSON');
  }
  const size = Buffer.byteLength(argument);
  if (size > limits.argumentBytes) {
    const message = `an argument of ${size} bytes, ${limits.argumentBytes} are the most`;
    throw new ApiError('INVALID_ARGUMENT', message);
  }
  parse(argument, 'the argument');
  return argument;
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
