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
    if (pages[url.href]?.found) return;
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
    if (isAgain || isDue(state)) state.due = true;
    if (state.to !== undefined && !state.due) {
      this.find(new URL(state.to), depth === undefined ? {} : { depth });
    }
  }

  isLeftOut(path: string): boolean {
    return this.#cursor.leftOut.some((folder) => path === folder || path.startsWith(`${folder}/`));
  }
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
