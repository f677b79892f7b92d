import { chooseEditions } from './choose-editions.ts';
import type { SiteScope } from './site-address.ts';
import { type PageState, type SiteCursor, stateOf } from './site-cursor.ts';
import type { SiteRules } from './site-rules.ts';

export interface PageLimits {
  pages: number;
  /** Links from the start page to the farthest page, where links are followed. */
  depth: number;
}

export interface SiteFacts {
  scope: SiteScope;
  rules: SiteRules;
  limits: PageLimits;
  /** Whether a page at this path is wanted; others are listed, but not asked for. */
  isChosen(path: string): boolean;
}

/** What pages are listed as that the settings leave out. */
export const unread = 'unread';

/** A lastmod says nothing about what changed within these milliseconds after it. */
const laterThanMoment = 10_000;
const laterThanDay = 36 * 3_600_000;
/** After so long, a page is asked for whatever its lastmod says: some never change it. */
const longestTrustMs = 7 * 24 * 3_600_000;

/** The pages of a round, as they are found. */
export class SitePages {
  readonly #cursor: SiteCursor;
  readonly #facts: SiteFacts;
  #count: number;
  /** Whether the site has more pages than are read. */
  isOverLimit = false;

  constructor(cursor: SiteCursor, facts: SiteFacts) {
    this.#cursor = cursor;
    this.#facts = facts;
    this.#count = Object.values(cursor.pages).filter(({ found }) => found).length;
  }

  /** Finds a page, and those that are read in its place, unless it is none of the site's. */
  find(url: URL, { depth, isAgain = false }: { depth?: number; isAgain?: boolean } = {}): void {
    const { pages } = this.#cursor;
    const { scope, rules, limits, isChosen } = this.#facts;
    if (!scope.includes(url) || this.isLeftOut(scope.pathOf(url))) return;
    const before = pages[url.href];
    if (before?.found) {
      if (depth !== undefined) before.depth = Math.min(depth, before.depth ?? depth);
      return;
    }
    if (this.#count >= limits.pages || (depth ?? 0) > limits.depth) {
      this.isOverLimit = true;
      return;
    }
    this.#count += 1;
    const state = stateOf(this.#cursor, url.href);
    state.found = true;
    if (depth !== undefined) state.depth = depth;
    if (!rules.allows(url)) {
      for (const key of ['version', 'to', 'etag', 'modified', 'at'] as const) delete state[key];
      state.skip = 'robots';
      return;
    }
    if (state.skip === 'robots') delete state.skip;
    if (!isChosen(scope.pathOf(url)) && depth === undefined) {
      state.version ??= unread;
      return;
    }
    if (this.#isAliasOfLeftOut(state)) askAgain(state);
    if (isAgain || isDue(state)) state.due = true;
    if (state.to !== undefined && !state.due) {
      this.find(new URL(state.to), depth === undefined ? {} : { depth });
    }
  }

  /**
   * Leaves out other versions and languages than those to be read, of the pages found so far by links.
   * @returns pages to ask for again: they count as copies of one that is left out now
   */
  leaveOutEditions(): string[] {
    const { pages, leftOut } = this.#cursor;
    const { scope } = this.#facts;
    const found = () => Object.entries(pages).filter(([, state]) => state.found);
    const pathOf = (address: string) => scope.pathOf(new URL(address));
    const more = chooseEditions(
      found().map(([address]) => pathOf(address)),
      this.#home(),
    );
    if (more.length === 0) return [];
    leftOut.push(...more);
    for (const [address, state] of found()) {
      if (!this.isLeftOut(pathOf(address))) continue;
      delete state.found;
      delete state.due;
      this.#count -= 1;
    }
    const again = found().filter(([, state]) => this.#isAliasOfLeftOut(state));
    for (const [, state] of again) askAgain(state);
    return again.map(([address]) => address);
  }

  /** The path that the start page leads to. */
  #home(): string {
    const { scope } = this.#facts;
    let at = scope.start.href;
    for (let hops = 0; hops < 5; hops += 1) at = this.#cursor.pages[at]?.to ?? at;
    return scope.pathOf(new URL(at));
  }

  #isAliasOfLeftOut({ to }: PageState): boolean {
    return to !== undefined && this.isLeftOut(this.#facts.scope.pathOf(new URL(to)));
  }

  isLeftOut(path: string): boolean {
    return this.#cursor.leftOut.some((folder) => path === folder || path.startsWith(`${folder}/`));
  }
}

/** Forgets what a page led to, so that it is asked for anew. */
function askAgain(state: PageState): void {
  for (const key of ['to', 'etag', 'modified', 'at'] as const) delete state[key];
  state.due = true;
}

/** Whether a page must be asked for: what is known of it is not sure to be as it is. */
function isDue(state: PageState): boolean {
  const { lastmod, at } = state;
  const isKnown = state.version !== undefined || state.to !== undefined || state.skip !== undefined;
  if (!isKnown || state.failed || lastmod === undefined || at === undefined) return true;
  const changedAt = Date.parse(lastmod);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(lastmod);
  const isSure = at > changedAt + (isDay ? laterThanDay : laterThanMoment);
  return !isSure || Date.now() - at > longestTrustMs;
}
