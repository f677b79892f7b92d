import * as z from 'zod';
import { sourceKinds, threadStates, threadTypes } from '../../document.ts';
import { globPattern } from './glob-pattern.ts';

const example = 'for example 2026-01-31 or 2026-01-31T12:00:00Z';
/** Postgres has no year 0, and does not parse years of five digits in ISO 8601. */
const isStorable = (moment: Date) =>
  moment.getUTCFullYear() >= 1 && moment.getUTCFullYear() < 10_000;
const moment = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    `must be a date, or a time with its zone, as in ISO 8601, ${example}`,
  )
  .transform((text) => new Date(text))
  .refine(isStorable, 'must be in the years 1 to 9999');

export const sourceKind = z.enum(
  sourceKinds,
  `must be ${sourceKinds.slice(0, -1).join(', ')} or ${sourceKinds.at(-1)}`,
);

/** The most values of one filter. */
const maxValues = 20;

/** One value, or a list of values of which a document needs to meet only one. */
function oneOrMore<Value extends z.ZodType>(value: Value) {
  const list = z.array(value).min(1).max(maxValues);
  return z.union([value, list], `must be text, or a list of 1 to ${maxValues} texts`);
}

/** Which documents a search may find. */
export const searchFilters = z
  .strictObject({
    source: sourceKind
      .optional()
      .describe(
        'Only this kind of source: files on github, conversations (its issues, pull requests, discussions and releases), drive, web (documentation sites) or folder.',
      ),
    repository: oneOrMore(z.string().min(1).max(300))
      .optional()
      .describe(
        'Only this repository, folder or site, or one of these, by name, for example owner/name; a folder also by its id.',
      ),
    path_prefix: oneOrMore(z.string().min(1).max(1_000))
      .optional()
      .describe(
        'Only documents whose path starts with this, or one of these, for example docs/guides/.',
      ),
    glob: z
      .string()
      .min(1)
      .max(200, 'must have at most 200 characters')
      .refine(
        (glob) => globPattern(glob) !== null,
        'must be a glob, for example docs/**/*.{md,mdx}',
      )
      .optional()
      .describe(
        'Only documents whose whole path matches this glob, for example docs/**/*.{md,mdx}.',
      ),
    type: oneOrMore(
      z
        .string()
        .regex(
          /^[\w.+/-]{1,100}$/,
          'must be an extension, for example md, a content type, or issue, pull, discussion or release',
        ),
    )
      .optional()
      .describe(
        `Only this type, or one of these: an extension (md, ts, pdf), a content type (text/markdown), or ${threadTypes.join(', ')}.`,
      ),
    state: oneOrMore(z.enum(threadStates, `must be ${threadStates.join(', ')}`))
      .optional()
      .describe(
        'Only issues, pull requests and discussions in this state, or one of these: open, closed, merged, answered.',
      ),
    label: oneOrMore(z.string().min(1).max(100))
      .optional()
      .describe(
        'Only issues, pull requests and discussions with this label, or one of these, in any case.',
      ),
    changed_after: moment.optional().describe(`Only documents changed after this, ${example}.`),
    changed_before: moment.optional().describe(`Only documents changed before this, ${example}.`),
  })
  .describe('Only documents that meet all of these conditions.');

export type SearchFilters = z.output<typeof searchFilters>;

/**
 * Arguments with the filters that stand among them moved to `filters`, where they belong: some
 * assistants send them as list_documents once took them.
 */
export function withFilters(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const given = Object.entries(input);
  const isFilter = ([name]: [string, unknown]) => Object.hasOwn(searchFilters.shape, name);
  const moved = given.filter(isFilter);
  if (moved.length === 0) return input;
  const { filters = {}, ...rest } = Object.fromEntries(given.filter((each) => !isFilter(each)));
  const isObject = typeof filters === 'object' && filters !== null;
  return { ...rest, filters: isObject ? { ...Object.fromEntries(moved), ...filters } : filters };
}
