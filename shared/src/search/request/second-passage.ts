import * as z from 'zod';

export const secondPassage = z
  .object({
    url: z.string(),
    heading_path: z.array(z.string()),
    start_line: z.int(),
    end_line: z.int(),
    location: z.string().nullable(),
    snippet: z.string(),
  })
  .optional()
  .describe(
    'A passage elsewhere in the same document that has words of the query which the first lacks.',
  );
