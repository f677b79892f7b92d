import { z } from 'zod';

/** The most a query may have; what people and assistants ask is far shorter. */
const maxQueryCharacters = 2_000;

const filters = z
  .strictObject({
    source: z.enum(['github', 'drive']).optional().describe('Only this kind of source.'),
    repository: z
      .string()
      .min(1)
      .optional()
      .describe('Only this repository or folder, by its name, for example owner/name.'),
    path_prefix: z
      .string()
      .min(1)
      .optional()
      .describe('Only documents whose path starts with this, for example docs/guides/.'),
  })
  .describe('Only documents that meet all of these.');

/** One schema gives the type, the validation and the tool's JSON schema. */
export const searchRequest = z.strictObject({
  query: z
    .string('must be text: what you look for')
    .trim()
    .min(1, 'must not be empty: say what you look for')
    .max(maxQueryCharacters, `must have at most ${maxQueryCharacters} characters`)
    .describe('What to look for: a question, or words. Any of the words may match.'),
  limit: z
    .int('must be a whole number from 1 to 50')
    .min(1, 'must be at least 1')
    .max(50, 'must be at most 50')
    .default(10)
    .describe('How many results at most.'),
  filters: filters.optional(),
});

export type SearchRequest = z.output<typeof searchRequest>;

export const searchResult = z.object({
  id: z.string().describe('The passage.'),
  document_id: z.string(),
  title: z.string(),
  source: z.enum(['github', 'drive']),
  repository: z.string().describe('The name of the repository or folder.'),
  path: z.string(),
  url: z.string().describe('Opens the document at these lines, as it was when it was indexed.'),
  heading_path: z.array(z.string()).describe('The headings above the passage, outermost first.'),
  start_line: z.int(),
  end_line: z.int(),
  snippet: z.string().describe('The lines of the passage that answer best.'),
  score: z.number().describe('Higher is better; comparable within one answer only.'),
  changed_at: z.iso.datetime().nullable().describe('When the content last changed; null: unknown.'),
  verified_at: z.iso
    .datetime()
    .nullable()
    .describe('When the source was last seen to be exactly as indexed.'),
});

export const searchResponse = z.object({
  results: z.array(searchResult),
  took_ms: z.number(),
});

export type SearchResponse = z.output<typeof searchResponse>;
