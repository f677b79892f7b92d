import type * as z from 'zod';
import { DocPilotError } from '../../errors.ts';

/** The answer's JSON in the expected shape. @throws DocPilotError upstream_unavailable */
export function read<Schema extends z.ZodType>(
  response: { body: Uint8Array },
  schema: Schema,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(response.body)));
  } catch (error) {
    throw new DocPilotError(
      'upstream_unavailable',
      'GitHub sent an answer that cannot be understood.',
      { cause: error },
    );
  }
}
