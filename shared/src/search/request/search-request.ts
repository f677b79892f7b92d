import * as z from 'zod';
import { searchFilters } from './filters.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { outdated } from './outdated.ts';
import { place } from './place.ts';
import { searchExplanation } from './search-explanation.ts';
import { secondPassage } from './second-passage.ts';
import { threadFacts } from './thread-facts.ts';

/** A long log. */
const maxQueryCharacters = 32_768;

/** Queries that one search takes beside its first. */
export const maxMoreQueries = 5;

/** Results of a search that does not say how many. */
export const usualLimits = { one: 10, several: 15 };

export const queryText = z
  .string('must be text: what you look for')
  .trim()
  .min(1, 'must not be empty: say what you look for')
  .max(maxQueryCharacters, `must have at most ${maxQueryCharacters} characters`)
  .describe(
    'What to look for: a question, words, a file’s name, or a pasted error. Any of the words may match; a "phrase in quotes" ranks first, and alone it must stand in each result as it is written.',
  );

/** The fields of a search as they are sent. */
export const searchFields = z.strictObject({
  query: queryText.optional(),
  queries: z
    .array(queryText, 'must be a list of texts')
    .max(maxMoreQueries, `must have at most ${maxMoreQueries} queries`)
    .optional()
    .describe(
      'With query or instead of it: up to 5 other wordings of the question, or its parts, in one list of results.',
    ),
  limit: z
    .int('must be a whole number from 1 to 50')
    .min(1, 'must be at least 1')
    .max(50, 'must be at most 50')
    .optional()
    .describe(
      `The most results to return. Default: ${usualLimits.one}, with several queries ${usualLimits.several}.`,
    ),
  cursor: z
    .string('must be text: next_cursor of the previous page')
    .min(1, 'must not be empty: leave it out for the first page')
    .max(8_000, 'is not one of this search')
    .optional()
    .describe('next_cursor of the previous page, with the same query and filters.'),
  filters: searchFilters.optional(),
  similarity_threshold: z
    .number('must be a number from 0 to 1')
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .optional()
    .describe('Leaves out results whose similarity is known and below this.'),
  max_tokens: z
    .int('must be a whole number from 200 to 50000')
    .min(200, 'must be at least 200')
    .max(50_000, 'must be at most 50000')
    .optional()
    .describe(
      'The most tokens (o200k_base) of the whole answer, explanation not counted; the best results are kept.',
    ),
  expand: z
    .enum(['none', 'neighbours', 'section', 'best'], 'must be none, neighbours, section or best')
    .optional()
    .describe(
      'neighbours: each result with the passages before and after it. section: with everything under its heading. best: the best one so, and those after it as far as there is room. Default: best for assistants and in Markdown with one query, else none.',
    ),
  highlight: z
    .boolean('must be true or false')
    .default(false)
    .describe('Adds highlights: where the matching words are in each snippet.'),
  explain: z
    .boolean('must be true or false')
    .default(false)
    .describe('Adds explanation: how the query was read, and how each result got its score.'),
  raw: z
    .boolean('must be true or false')
    .default(false)
    .describe('Texts as they are stored, with what a reader of the document does not see.'),
});

/**
 * One schema gives the type, the validation and the tool's JSON schema. The first of all queries is
 * `query`; `queries` are the others, each once.
 */
export const searchRequest = searchFields.transform(readQueries);

interface SentQueries {
  query?: string | undefined;
  queries?: string[] | undefined;
  limit?: number | undefined;
}

/** The fields with at least one query, and with a limit. */
export function readQueries<Fields extends SentQueries>(
  { query, queries = [], limit, ...others }: Fields,
  context: z.RefinementCtx,
) {
  const [first, ...more] = new Set([...(query === undefined ? [] : [query]), ...queries]);
  if (first === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['query'],
      message: 'must be text: what you look for',
    });
    return z.NEVER;
  }
  const usual = more.length > 0 ? usualLimits.several : usualLimits.one;
  return { ...others, query: first, queries: more, limit: limit ?? usual };
}

type ParsedRequest = z.output<typeof searchRequest>;
type Optional = 'explain' | 'highlight' | 'queries' | 'raw';

/** A search; fields with a default may be left out. */
export type SearchRequest = Omit<ParsedRequest, Optional> & Partial<Pick<ParsedRequest, Optional>>;

/** All queries of a search. */
export function queriesOf({
  query,
  queries = [],
}: Pick<SearchRequest, 'query' | 'queries'>): string[] {
  return [query, ...queries];
}

export const searchResult = z.object({
  id: z.string().describe('The passage.'),
  ...place,
  section_url: z
    .string()
    .nullable()
    .describe('Opens the rendered page at the passage’s heading; null: it has no known anchor.'),
  heading_path: z.array(z.string()).describe('The headings above the passage, outermost first.'),
  start_line: z.int(),
  end_line: z.int(),
  location: z
    .string()
    .nullable()
    .describe('Where it is in a PDF, presentation or table: page 3, slide 1–2, sheet Costs.'),
  snippet: z
    .string()
    .describe(
      'The lines of the passage that match best, exactly as in the document; rows of a table come below its header.',
    ),
  highlights: z
    .array(z.tuple([z.int(), z.int()]))
    .optional()
    .describe(
      'With highlight: where each matching word starts and ends in the snippet, in UTF-16 code units.',
    ),
  score: z.number().describe('Higher is better; comparable within one answer only.'),
  similarity: z
    .number()
    .nullable()
    .describe(
      'Cosine similarity of query and passage by the embedder’s model, 0 to 1; null: not compared, as without an embedder.',
    ),
  match: z.enum(['words', 'meaning', 'both']).describe('How it was found.'),
  queries: z
    .array(z.int())
    .optional()
    .describe(
      'Of a search with several queries, the numbers of those that it answers, from 1: the one that ranks it highest, and all whose words it covers well enough for weak evidence.',
    ),
  changed_at: z.iso.datetime().nullable().describe('When the content last changed; null: unknown.'),
  verified_at: z.iso
    .datetime()
    .nullable()
    .describe('When the document was last seen to equal the file at its source.'),
  ...threadFacts,
  outdated,
  not_read: z
    .string()
    .optional()
    .describe(
      'Why the file is not indexed: only its name was found, and the snippet says so; missing: it is indexed.',
    ),
  second_passage: secondPassage,
  also_in: z
    .array(z.object(place))
    .describe(
      'Other documents with the same passage, or nearly the same; they are not results of their own.',
    ),
});

const evidence = z.enum(['strong', 'weak', 'none']);

export const searchResponse = z.object({
  results: z.array(searchResult),
  next_cursor: z.string().nullable().describe('Null on the last page.'),
  truncated: z.boolean().describe('Whether results were left out or shortened to fit max_tokens.'),
  degraded: z
    .boolean()
    .describe(
      'Whether the embedder did not answer in time, so that the results were found by their words alone.',
    ),
  evidence: evidence.describe(
    'How likely the results answer the query. Strong: one of the first three has all of its words close together, or most of them and a high score; none: they probably do not. Of several queries: strong or none if each has that, else weak.',
  ),
  queries: z
    .array(
      z.object({
        query: z.string().describe('Its beginning, if it is long.'),
        evidence,
        coverage: z
          .number()
          .nullable()
          .describe(
            'The most of its words, rare ones counting more, that one of its best three results holds, 0 to 1; null on later pages.',
          ),
      }),
    )
    .optional()
    .describe('Of a search with several queries: how well each is answered, in their order.'),
  query_truncated: z
    .boolean()
    .optional()
    .describe(
      'Whether the query has more words than are searched for: those that weigh most were.',
    ),
  notes: z
    .array(z.string())
    .optional()
    .describe('What of the query was not searched for as it stands, in sentences.'),
  undated: z
    .int()
    .optional()
    .describe(
      'With changed_after or changed_before: how many documents were left out because their date is unknown.',
    ),
  ...hiddenCharacters,
  took_ms: z.number().describe('Milliseconds of the search, without its explanation.'),
  explanation: searchExplanation.optional(),
});

/** How likely the answer is among the results. */
export type Evidence = SearchResponse['evidence'];
export type SearchResponse = z.output<typeof searchResponse>;
export type SearchResult = z.output<typeof searchResult>;
