import pMap from 'p-map';
import { DocPilotError } from '../../errors.ts';
import type { Content } from '../source.ts';
import { digestOf } from './digest-of.ts';
import type { PageState, Round, SiteCursor } from './site-cursor.ts';
import type { SitePages } from './site-pages.ts';
import type { SiteVisitor } from './site-visitor.ts';
import type { Visit, VisitedPage } from './visit-page.ts';

/** Requests at the same time. */
const concurrency = 4;
/** So many failures in a row mean that the site is down, not that each page is at fault. */
const minOutage = 10;
/** What one part of a listing holds, so that it is stored before the next one is read. */
const partPages = 200;
const partBytes = 16 * 1024 * 1024;

export interface Part {
  /** Addresses of the pages that were read, or could not be. */
  visited: string[];
  /** Those that were read and are new or changed, by address. */
  contents: Map<string, Content>;
  /** Why those in `visited` that could not be read could not. */
  failures: Map<string, { reason: string; message: string }>;
}

/** Asks for the pages that are due, until a part is full, the time is up, or the site wants a pause. */
export class Crawl {
  readonly #visitor: SiteVisitor;
  readonly #stop: () => boolean;
  /** Links of the pages that were read, while this crawl lasts. */
  readonly #links = new Map<string, URL[]>();
  /** The last failures in a row, which may be an outage. */
  #streak: { address: string; visit: Extract<Visit, { kind: 'failed' }> }[] = [];

  /** @param stop whether to go on with no further page */
  constructor(visitor: SiteVisitor, stop: () => boolean) {
    this.#visitor = visitor;
    this.#stop = stop;
  }

  /** @throws DocPilotError upstream_unavailable | rate_limited when nothing was read */
  async readPart(cursor: SiteCursor, round: Round, pages: SitePages, until: number): Promise<Part> {
    const part: Part = { visited: [], contents: new Map(), failures: new Map() };
    let bytes = 0;
    let stopped: unknown;
    const isOver = () =>
      stopped !== undefined ||
      this.#stop() ||
      Date.now() >= until ||
      bytes >= partBytes ||
      part.visited.length >= partPages;

    const visit = async (address: string): Promise<void> => {
      const state = cursor.pages[address];
      if (state === undefined || isOver()) return;
      try {
        const hasLinks = round.pass !== 'sitemap';
        const known = this.#links.get(address);
        if (round.pass === 'links' && known !== undefined) {
          delete state.due;
          follow(known, state, pages);
          return;
        }
        // An answer that says "as it was" has no links.
        const asked = round.pass === 'links' ? undefined : state;
        const visited = await this.#visitor.visit(new URL(address), asked, hasLinks);
        if (visited.visit.kind === 'failed') return this.#fail(address, visited.visit);
        for (const { address: earlier, visit: failed } of this.#streak.splice(0)) {
          recordFailure(cursor, round, part, earlier, failed);
        }
        bytes += visited.visit.kind === 'page' ? visited.visit.bytes : 0;
        this.#take(address, visited, cursor, round, pages, part);
      } catch (error) {
        if (!(error instanceof DocPilotError)) throw error;
        stopped = error;
      }
    };

    const next = () => {
      const due = dueOf(cursor, this.#streak);
      return round.pass === 'links' ? this.#nextLevel(due, cursor, round, pages) : due;
    };
    for (let due = next(); due.length > 0 && !isOver(); due = next()) {
      await pMap(due.slice(0, 10 * concurrency), visit, { concurrency });
      if (this.#streak.length >= minOutage) {
        const [first] = this.#streak.splice(0);
        stopped = new DocPilotError(
          first?.visit.reason === 'upstream_timeout' ? 'upstream_timeout' : 'upstream_unavailable',
          `The site gave none of ${minOutage} pages in a row; the sync will go on from there.`,
        );
      }
    }
    for (const { address, visit: failed } of this.#streak.splice(0)) {
      recordFailure(cursor, round, part, address, failed);
    }
    round.bytes += bytes;
    if (stopped !== undefined && part.visited.length === 0) throw stopped;
    return part;
  }

  /**
   * The pages of one level of links: only when all of them are read are versions and languages chosen
   * among what they lead to, so that the choice does not depend on which page answered first.
   */
  #nextLevel(due: string[], cursor: SiteCursor, round: Round, pages: SitePages): string[] {
    const depthOf = (address: string) => cursor.pages[address]?.depth ?? 0;
    const leastOf = (addresses: string[]) => Math.min(...addresses.map(depthOf));
    let left = due;
    if (leastOf(due) > round.level) {
      for (const address of pages.leaveOutEditions()) this.#links.delete(address);
      left = dueOf(cursor, this.#streak);
      if (left.length > 0) round.level = Math.max(round.level, leastOf(left));
    }
    return left.filter((address) => depthOf(address) <= round.level);
  }

  #fail(address: string, visit: Extract<Visit, { kind: 'failed' }>): void {
    this.#streak.push({ address, visit });
  }

  #take(
    address: string,
    { visit, validators }: VisitedPage,
    cursor: SiteCursor,
    round: Round,
    pages: SitePages,
    part: Part,
  ): void {
    const state = cursor.pages[address];
    if (state === undefined) return;
    delete state.due;
    delete state.failed;
    state.at = Date.now();
    if (visit.kind === 'same') return;
    const { to, links, broken } = state;
    for (const key of ['etag', 'modified', 'version', 'to', 'skip', 'links', 'broken'] as const)
      delete state[key];
    Object.assign(state, validators);
    part.visited.push(address);
    if (visit.kind === 'page') {
      state.version = visit.version;
      part.contents.set(address, visit.content);
    } else if (visit.kind === 'alias') {
      state.to = visit.to.href;
      pages.find(visit.to, state.depth === undefined ? {} : { depth: state.depth });
    } else if (visit.kind === 'skip') state.skip = visit.reason;
    else {
      delete state.found;
      if (round.pass !== 'sitemap') state.broken = true;
    }
    if (round.pass === 'sitemap' || !('links' in visit)) {
      round.isRelinked ||= visit.kind === 'gone' && !broken;
      return;
    }
    state.links = digestOf(visit.links.map(({ href }) => href));
    this.#links.set(address, visit.links);
    round.isRelinked ||= state.links !== links || state.to !== to;
    if (round.pass === 'links') follow(visit.links, state, pages);
  }
}

function follow(links: readonly URL[], { depth = 0 }: PageState, pages: SitePages): void {
  for (const link of links) pages.find(link, { depth: depth + 1, isAgain: true });
}

function dueOf({ pages }: SiteCursor, except: readonly { address: string }[]): string[] {
  const left = new Set(except.map(({ address }) => address));
  return Object.keys(pages).filter((address) => pages[address]?.due && !left.has(address));
}

function recordFailure(
  cursor: SiteCursor,
  round: Round,
  part: Part,
  address: string,
  { reason, message }: Extract<Visit, { kind: 'failed' }>,
): void {
  const state = cursor.pages[address];
  if (state === undefined) return;
  delete state.due;
  delete state.etag;
  delete state.modified;
  state.failed = true;
  // Where it leads is not known either.
  if (round.pass !== 'sitemap') round.isWhole = false;
  part.visited.push(address);
  part.failures.set(address, { reason, message });
}
