import { DocPilotError } from '../../errors.ts';
import { partEnd } from '../part-end.ts';
import {
  type Content,
  type Entry,
  EntryError,
  type KnownToSync,
  type Listing,
  type Source,
} from '../source.ts';
import { beginRound, leftOutNotes, startLinks, tooMany } from './begin-round.ts';
import { Crawl, type Part } from './crawl.ts';
import { endRound } from './end-round.ts';
import { pageEntry } from './page-entry.ts';
import { siteScope } from './site-address.ts';
import { readCursor, type SiteCursor } from './site-cursor.ts';
import { type PageLimits, type SiteFacts, SitePages } from './site-pages.ts';
import { readRules } from './site-rules.ts';
import { siteVisitor } from './site-visitor.ts';
import type { ReadPage, Visit } from './visit-page.ts';
import { createWebClient, type WebClientOptions } from './web-client.ts';

export interface SiteOptions extends WebClientOptions {
  /** Reads a page's HTML in bounded time and memory. */
  readPage: ReadPage;
  /** Whether the settings want a page at this path. */
  isChosen?: (path: string) => boolean;
  limits?: Partial<PageLimits>;
}

const defaultLimits: PageLimits = { pages: 10_000, depth: 20 };
/** What one round reads at most, in bytes and in milliseconds. */
const roundBytes = 1024 * 1024 * 1024;
const roundMs = 24 * 3_600_000;
/** How long pages are read before they are stored. */
const partMs = 60_000;

/**
 * A documentation site as a source: the pages at and below the address that is its `name`. It is listed
 * in rounds: the pages that the site names are asked for, in parts, and what all of them are is the
 * inventory.
 */
export function siteSource(name: string, options: SiteOptions): Source {
  const client = createWebClient(options);
  const scope = siteScope(name);
  let cursor: SiteCursor = readCursor(null);
  let facts: SiteFacts | undefined;
  const isLeftOut = (path: string) =>
    facts !== undefined && new SitePages(cursor, facts).isLeftOut(path);
  const visitor = siteVisitor(client, options.readPage, scope, isLeftOut);
  const isStopped = () => options.signal?.aborted === true;
  const crawl = new Crawl(visitor, isStopped);
  let part: Pick<Part, 'contents' | 'failures'> = { contents: new Map(), failures: new Map() };

  async function openFacts(): Promise<SiteFacts> {
    const rules = await readRules(client, scope.start);
    const limits = { ...defaultLimits, ...options.limits };
    facts = { scope, rules, limits, isChosen: options.isChosen ?? (() => true) };
    return facts;
  }

  const list: Source['list'] = async (given, context) => {
    cursor = readCursor(given);
    const known = facts ?? (await openFacts());
    const notes = cursor.round === null ? await beginRound(client, cursor, known) : [];
    const listing = await goOn(known, context);
    return 'notes' in listing || notes.length > 0
      ? {
          ...listing,
          ...(listing.kind === 'unchanged' ? {} : { notes: [...notes, ...(listing.notes ?? [])] }),
        }
      : listing;
  };

  /** Reads a part; where nothing is left to read, ends the round. */
  async function goOn(known: SiteFacts, context: KnownToSync): Promise<Listing> {
    const { round } = cursor;
    if (round === null) throw new Error('a round has begun');
    const pages = new SitePages(cursor, known);
    const notes: string[] = [];
    const read = await crawl.readPart(cursor, round, pages, partEnd(partMs, options.deadline));
    part = read;
    assertStart(read.visited);
    if (pages.isOverLimit || round.bytes > roundBytes || Date.now() - round.startedAt > roundMs) {
      round.isWhole = false;
      notes.push(
        pages.isOverLimit ? tooMany(known) : 'The site is too large to be read within a day.',
      );
      if (!pages.isOverLimit) for (const state of Object.values(cursor.pages)) delete state.due;
    }
    const isDone = !Object.values(cursor.pages).some(({ due }) => due);
    if (isDone && round.pass === 'known' && round.isRelinked) {
      startLinks(cursor, round, known);
      return partListing(read.visited, notes);
    }
    // What was read is stored before the inventory, which another slice may have to repeat.
    if (!isDone || read.visited.length > 0) return partListing(read.visited, notes);
    if (round.pass === 'links') notes.push(...leftOutNotes(cursor));
    const end = await endRound(cursor, round, { scope, pages }, context);
    return end.kind === 'unchanged' ? end : { ...end, notes };
  }

  function partListing(visited: readonly string[], notes: readonly string[]): Listing {
    const entries = visited.flatMap((address): Entry[] => {
      const state = cursor.pages[address];
      const isPage = state?.version !== undefined || state?.skip !== undefined || state?.failed;
      return state?.found && isPage ? [pageEntry(address, state, scope)] : [];
    });
    return { kind: 'changes', entries, cursor, isPart: true, notes };
  }

  /** A site without its start page is another address now. */
  function assertStart(visited: readonly string[]): void {
    const { href } = scope.start;
    const state = cursor.pages[href];
    if (
      !visited.includes(href) ||
      state?.found ||
      state?.listed ||
      cursor.round?.pass === 'sitemap'
    )
      return;
    throw new DocPilotError(
      'not_found',
      `${href} is not found: set SITES to the address of the site’s start page.`,
    );
  }

  /** Asks for one page alone. */
  async function visitOne(address: string): Promise<Visit> {
    facts ??= await openFacts();
    const { markdown, depth } = cursor.pages[address] ?? {};
    // In the form in which the crawl reads it, which may be another text.
    const { visit } = await visitor.visit(
      new URL(address),
      markdown === undefined ? undefined : { markdown },
      depth !== undefined,
    );
    return visit;
  }

  async function fetch({ externalId, version }: Entry): Promise<Content> {
    const failure = part.failures.get(externalId);
    if (failure !== undefined) throw new EntryError(failure.reason, failure.message);
    const content = part.contents.get(externalId);
    if (content !== undefined) return content;
    const visit = await visitOne(externalId);
    if (visit.kind === 'page' && visit.version === version) return visit.content;
    throw problemOf(visit);
  }

  return {
    kind: 'web',
    name,
    get requests() {
      return client.requests;
    },
    list,
    async find(externalId, path, version) {
      const entry = { externalId, path, version, sizeBytes: null, isAuthored: true };
      const visit = await visitOne(externalId);
      if (visit.kind === 'gone' || visit.kind === 'alias') return null;
      if (visit.kind !== 'page') return entry;
      part.contents.set(externalId, visit.content);
      return { ...entry, version: visit.version };
    },
    fetch,
    url: ({ externalId }) => externalId,
  };
}

function problemOf(visit: Visit): EntryError {
  if (visit.kind === 'failed') return new EntryError(visit.reason, visit.message);
  if (visit.kind === 'skip') {
    return new EntryError(visit.reason, 'The site’s page changed.', { outcome: 'skipped' });
  }
  if (visit.kind === 'page') {
    return new EntryError('changed_meanwhile', 'The page changed while the site was read.');
  }
  return new EntryError('not_found', 'The site has no such page any more.');
}
