import * as z from 'zod';
import { DocPilotError } from './errors.ts';

/**
 * The input as its schema parses it.
 * @throws DocPilotError invalid_request, naming each bad field and what it must be
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: unknownKeys });
  const details = parsed.success
    ? fieldsWithNul(parsed.data).map((field) => ({
        field,
        problem: 'must not contain the character NUL',
      }))
    : parsed.error.issues.map((issue) => ({
        field: issue.path.join('.') || '(body)',
        problem: issue.message,
      }));
  if (parsed.success && details.length === 0) return parsed.data;
  const list = details.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new DocPilotError('invalid_request', `The request is not valid. ${list}`, { details });
}

/**
 * The fields of a value that contain NUL, the one character that Postgres does not store in text.
 */
export function fieldsWithNul(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') ? [field || '(body)'] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    fieldsWithNul(part, field === '' ? name : `${field}.${name}`),
  );
}

/** Says which fields an object may have, where it has another. */
function unknownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const object = issue.inst;
  const allowed = object instanceof z.ZodObject ? Object.keys(object.shape).join(', ') : '';
  const names = issue.keys.join(', ');
  return `has no ${names}${allowed === '' ? '' : `; it may have ${allowed}`}`;
}
