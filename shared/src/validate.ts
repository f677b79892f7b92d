import type { z } from 'zod';
import { DocPilotError } from './errors.ts';

/**
 * The input in its schema's shape.
 * @throws DocPilotError invalid_request, naming each bad field and what it takes
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    problem: issue.message,
  }));
  const list = details.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new DocPilotError('invalid_request', `The request is not valid. ${list}`, { details });
}
