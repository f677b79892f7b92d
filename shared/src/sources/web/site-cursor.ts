import * as z from 'zod';

/** What is kept of one page, so that an unchanged one costs no work. */
const page = z.object({
  /** The sitemap or llms.txt names it. */
  listed: z.literal(true).optional(),
  /** To be asked for in this round. */
  due: z.literal(true).optional(),
  /** Found in this round. */
  found: z.literal(true).optional(),
  /** Links from the start page to it, where links are followed. */
  depth: z.number().optional(),
  etag: z.string().optional(),
  modified: z.string().optional(),
  /** As the sitemap has it. */
  lastmod: z.string().optional(),
  /** When it was asked for, in milliseconds of the epoch. */
  at: z.number().optional(),
  /** A hash of its text. */
  version: z.string().optional(),
  /** The page that is read in its place: by a redirect, or by its rel=canonical. */
  to: z.string().optional(),
  /** Why it is not indexed. */
  skip: z.string().optional(),
  /** It could not be read. */
  failed: z.literal(true).optional(),
  /** A link leads to it, but there was no page: there may be one later, with no link changed. */
  broken: z.literal(true).optional(),
  /** A hash of its links, where links are followed. */
  links: z.string().optional(),
  /** Where it is as Markdown. */
  markdown: z.string().optional(),
});
export type PageState = z.output<typeof page>;

const round = z.object({
  /** In milliseconds of the epoch. */
  startedAt: z.number(),
  /**
   * Where pages come from: what the sitemap names; or the pages of the last round, to learn whether any
   * of their links has changed; then, if so, links, from the start page on.
   */
  pass: z.enum(['sitemap', 'known', 'links']),
  /** Links from the start page to the pages that are asked for now, where links are followed. */
  level: z.number(),
  /** False: something may be missing, so nothing is deleted. */
  isWhole: z.boolean(),
  /** Links differ from those of the last round. */
  isRelinked: z.boolean(),
  /** Bytes read. */
  bytes: z.number(),
});
export type Round = z.output<typeof round>;

const siteCursor = z.object({
  /** Files beside pages are read; a cursor from before that has left them out. */
  hasFiles: z.literal(true),
  pages: z.record(z.string(), page),
  /** Ids of pages that the last whole round missed. */
  missed: z.array(z.string()),
  /** Sitemaps, with what they were answered with. */
  sitemaps: z.record(
    z.string(),
    z.object({ etag: z.string().optional(), modified: z.string().optional() }),
  ),
  /** The path that the start page leads to. */
  home: z.string(),
  /** Folders of other versions and languages. */
  leftOut: z.array(z.string()),
  /** A hash of the last inventory, unless something else was listed since. */
  inventory: z.string().optional(),
  /** The round that is under way. */
  round: round.nullable(),
});
export type SiteCursor = z.output<typeof siteCursor>;

/** The cursor of the last listing; an empty one where there is none, or one of another release. */
export function readCursor(cursor: unknown): SiteCursor {
  const read = siteCursor.safeParse(cursor);
  if (read.success) return read.data;
  return {
    hasFiles: true,
    pages: {},
    missed: [],
    sitemaps: {},
    home: 'index',
    leftOut: [],
    round: null,
  };
}

/** What is known of a page; nothing yet where it is new. */
export function stateOf({ pages }: SiteCursor, address: string): PageState {
  pages[address] ??= {};
  return pages[address];
}
