import * as z from 'zod';
import { sourceKinds } from '../../document.ts';
import { type SearchFilters, searchFilters } from '../request/filters.ts';
import { hiddenCharacters } from '../request/hidden-characters.ts';
import { outdated } from '../request/outdated.ts';

/** Views that are listed page by page. */
const pagedViews = ['documents', 'runs', 'problems'] as const;
const pagedViewsText =
  'documents: what is indexed. runs: what each sync did, newest first. problems: which files are not indexed, and why.';

const wholeNumber = 'must be a whole number from 1 to 200';
const rowLimit = (number: z.ZodNumber | z.ZodCoercedNumber) =>
  number
    .int(wholeNumber)
    .min(1, 'must be at least 1')
    .max(200, 'must be at most 200')
    .default(50)
    .describe('The most rows to return.');

const view = z
  .enum([...pagedViews, 'sources'], 'must be documents, runs, problems or sources')
  .default('documents')
  .describe(`${pagedViewsText} sources: how each repository and folder stands, all on one page.`);
const cursor = z.string().optional().describe('next_cursor of the previous page.');

/** A listing in a query string. */
export const listRequest = z
  .strictObject({
    view,
    ...searchFilters.shape,
    limit: rowLimit(z.coerce.number(wholeNumber)),
    cursor,
  })
  .transform(({ view, limit, cursor, ...filters }) => ({ view, limit, cursor, filters }));

/** For assistants' list_documents: sync_status shows the sources. */
export const pagedListRequest = z.strictObject({
  view: z
    .enum(pagedViews, 'must be documents, runs or problems')
    .default('documents')
    .describe(pagedViewsText),
  filters: searchFilters
    .optional()
    .describe(
      'Only what meets all of these. Runs have no other filter than source and repository, problems path_prefix too.',
    ),
  limit: rowLimit(z.number(wholeNumber)),
  cursor,
});

/** A listing; without filters, of everything. */
export interface ListRequest {
  view: z.output<typeof view>;
  filters?: SearchFilters | undefined;
  limit: number;
  cursor?: string | undefined;
}

const sourceOf = {
  source: z.enum(sourceKinds),
  repository: z.string().describe('The name of the repository or folder.'),
};
/** Two folders may have one name. */
const configuredAs = z.string().describe('The repository or folder as the settings name it.');
const time = z.iso.datetime().nullable();
const counts = z.record(z.string(), z.int());
const recall = z
  .object({
    questions: z.int().describe('In the key.'),
    asked: z.int().describe('How many there was time to ask.'),
    found: z.int().describe('How many have a right document among the first ten results.'),
    recall10: z.number().nullable().describe('found / asked.'),
    mrr10: z.number().nullable().describe('Mean of 1 / rank of the first right document.'),
    missed: z.array(z.string()).describe('The first 20 questions that were not found.'),
    unknown_paths: z.array(z.string()).describe('The first 20 paths without a document.'),
    degraded: z
      .boolean()
      .describe(
        'Whether the embedder did not answer in time for some, so that they were searched by words alone.',
      ),
  })
  .nullable()
  .describe('How much of the answer key .docpilot/eval.yaml search finds; null: there is none.');

export const listedDocument = z.object({
  document_id: z.string(),
  title: z.string(),
  ...sourceOf,
  path: z.string(),
  url: z.string(),
  content_type: z.string(),
  passages: z.int(),
  changed_at: time,
  verified_at: time,
  outdated,
});

const embeddings = z
  .object({
    embedded: z.int(),
    refused: z.int().describe('Passages that the model refused; they are found by words alone.'),
    pending: z.int().describe('Passages that are still waiting for a vector.'),
    state: z.enum(['complete', 'pending', 'paused', 'unavailable']),
    message: z.string().nullable(),
  })
  .nullable()
  .describe('The embedding queue at the end of the run; null: search is by words alone.');

const waitsUntil = time.describe(
  'Until when the run waits for the source’s rate limit; null: it does not.',
);

export const listedRun = z.object({
  execution_id: z.string(),
  ...sourceOf,
  configured_as: configuredAs,
  trigger: z.string(),
  started_at: z.iso.datetime(),
  finished_at: time,
  outcome: z
    .enum(['running', 'succeeded', 'partial', 'failed', 'interrupted'])
    .describe('interrupted: it was killed; the next sync goes on from there.'),
  waits_until: waitsUntil,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  slices: z.int(),
  seen: z.int(),
  indexed: z.int(),
  unchanged: z.int(),
  deleted: z.int(),
  skipped: counts.describe('By reason.'),
  failed: counts.describe('By reason.'),
  requests: counts.describe('By the system they were sent to.'),
  embeddings,
  recall,
  secrets_masked: z.int().describe('How many secrets are masked in the source’s documents.'),
  unmatched_patterns: z
    .array(z.string())
    .describe(
      'Patterns of INCLUDE and EXCLUDE that match no file here, for example “EXCLUDE drafts/”.',
    ),
  notes: z
    .array(z.string())
    .describe('What to know of the run that is no error, such as a repository’s new name.'),
});

export const listedProblem = z.object({
  ...sourceOf,
  path: z.string(),
  outcome: z.enum(['skipped', 'failed']),
  reason: z.string(),
  detail: z.string().nullable(),
  attempts: z.int(),
  next_attempt_at: time,
  since: z.iso.datetime(),
});

export const listedSource = z.object({
  ...sourceOf,
  configured_as: configuredAs,
  state: z.enum(['never_synced', 'syncing', 'up_to_date', 'partial', 'failed', 'interrupted']),
  verified_at: time.describe('When the index was last seen to equal the source; null: never.'),
  documents: z.int(),
  not_indexed: z
    .object({ skipped: counts, failed: counts })
    .describe('How many files are not indexed, by reason.'),
  last_run: z
    .object({
      started_at: z.iso.datetime(),
      finished_at: time,
      waits_until: waitsUntil,
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
      embeddings,
      recall,
    })
    .nullable(),
});

export const listResponse = z.object({
  view: z.enum(['documents', 'runs', 'problems', 'sources']),
  documents: z.array(listedDocument).optional(),
  runs: z.array(listedRun).optional(),
  problems: z.array(listedProblem).optional(),
  sources: z.array(listedSource).optional().describe('Those that need attention come first.'),
  ...hiddenCharacters,
  next_cursor: z.string().nullable().describe('Null on the last page.'),
});

export const pagedListResponse = listResponse.omit({ sources: true });

export type ListResponse = z.output<typeof listResponse>;
export type RunView = z.output<typeof listedRun>;
