import { invalidParameter, missingParameter, unreadableRequest } from './drive-problem.ts';
import { commonParameters, methodParameters } from './method-parameters.ts';

export type MethodName = keyof typeof methodParameters;

/** The parameters of one request, each read as its type; the first where one is repeated. */
export interface Parameters {
  text(name: string): string | null;
  required(name: string): string;
  flag(name: string, fallback?: boolean): boolean;
  /** Larger ones are lowered to the largest. */
  pageSize(largest: number, fallback: number): number;
}

/** @throws DriveProblem for a parameter the method does not have, and for one of another type */
export function readParameters(method: MethodName, query: URLSearchParams): Parameters {
  const types = parameterTypes(method);
  for (const [name, value] of query) {
    const type = types.get(name);
    if (type === undefined) throw unknownParameter(name);
    if (type === 'boolean' && readFlag(value) === null) throw badValue(name, 'TYPE_BOOL', value);
    if (type === 'integer' && !/^-?\d{1,9}$/.test(value)) throw badValue(name, 'TYPE_INT32', value);
  }
  const alt = query.get('alt')?.toLowerCase() || 'json';
  if (alt !== 'json' && !(alt === 'media' && /^files\.(get|export)$/.test(method))) {
    throw unreadableRequest(`Unsupported alt type "${alt}"`);
  }
  const text = (name: string) => query.get(name);
  return {
    text,
    required: (name) => {
      const value = text(name);
      if (value === null || value === '') throw missingParameter(name);
      return value;
    },
    flag: (name, fallback = false) => readFlag(text(name) ?? '') ?? fallback,
    pageSize: (largest, fallback) => {
      const given = text('pageSize');
      if (given !== null && Number(given) < 1) {
        const range = `Values must be within the range: [1, ${largest}]`;
        throw invalidParameter('pageSize', `Invalid value '${given}'. ${range}`);
      }
      return Math.min(largest, given === null ? fallback : Number(given));
    },
  };
}

function parameterTypes(method: MethodName): Map<string, string> {
  const words = `${commonParameters} ${methodParameters[method]}`.match(/\S+/g) ?? [];
  return new Map(
    words.map((word): [string, string] => {
      const [name = '', type = 'text'] = word.split(':');
      return [name, type];
    }),
  );
}

function readFlag(text: string): boolean | null {
  if (/^(true|t|yes|y|1)$/i.test(text)) return true;
  if (/^(false|f|no|n|0)$/i.test(text)) return false;
  return null;
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
