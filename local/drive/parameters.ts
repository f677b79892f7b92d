import { invalidParameter, missingParameter, unreadableRequest } from './drive-problem.ts';

/**
 * The query parameters that a sync sends, by method: `name` is text, `name:boolean` and
 * `name:integer` are not. Google has more; they are refused like those it does not have.
 */
export const methodParameters = {
  'files.list': `
    corpora driveId fields includeItemsFromAllDrives:boolean pageSize:integer pageToken q
    supportsAllDrives:boolean`,
  'files.get': 'alt fields supportsAllDrives:boolean',
  'files.export': 'mimeType',
  'changes.getStartPageToken': 'driveId supportsAllDrives:boolean',
  'changes.list': `
    driveId fields includeItemsFromAllDrives:boolean includeRemoved:boolean pageSize:integer
    pageToken supportsAllDrives:boolean`,
  'drives.get': 'fields',
} as const;

export type MethodName = keyof typeof methodParameters;

/** The parameters of one request, each read as its type; the first where one is repeated. */
export interface Parameters {
  text(name: string): string | null;
  /** @throws DriveProblem when it is missing */
  required(name: string): string;
  flag(name: string, fallback?: boolean): boolean;
  /** At most 1000, as Google lowers what is above; 100 when not given. */
  pageSize(): number;
}

/** @throws DriveProblem for a parameter the method does not have, and for one of another type */
export function readParameters(method: MethodName, query: URLSearchParams): Parameters {
  const types = parameterTypes(method);
  for (const [name, value] of query) {
    const type = types.get(name);
    if (type === undefined) throw unknownParameter(name);
    if (type === 'boolean' && !/^(true|false)$/.test(value)) {
      throw badValue(name, 'TYPE_BOOL', value);
    }
    if (type === 'integer' && !/^-?\d{1,9}$/.test(value)) throw badValue(name, 'TYPE_INT32', value);
  }
  const text = (name: string) => query.get(name);
  const alt = text('alt') ?? 'json';
  if (alt !== 'json' && alt !== 'media') throw unreadableRequest(`Unsupported alt type "${alt}"`);
  return {
    text,
    required: (name) => {
      const value = text(name);
      if (value === null || value === '') throw missingParameter(name);
      return value;
    },
    flag: (name, fallback = false) => (text(name) === null ? fallback : text(name) === 'true'),
    pageSize: () => {
      const size = Number(text('pageSize') ?? 100);
      if (size >= 1) return Math.min(1000, size);
      const range = 'Values must be within the range: [1, 1000]';
      throw invalidParameter('pageSize', `Invalid value '${size}'. ${range}`);
    },
  };
}

function parameterTypes(method: MethodName): Map<string, string> {
  const words = methodParameters[method].match(/\S+/g) ?? [];
  return new Map(
    words.map((word): [string, string] => {
      const [name = '', type = 'text'] = word.split(':');
      return [name, type];
    }),
  );
}

function unknownParameter(name: string) {
  return unreadableRequest(
    `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
  );
}

function badValue(name: string, type: string, value: string) {
  const field = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return unreadableRequest(`Invalid value at '${field}' (${type}), "${value}"`);
}
