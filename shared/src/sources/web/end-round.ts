import type { KnownToSync, Listing } from '../source.ts';
import { digestOf } from './digest-of.ts';
import { listedPages } from './page-entry.ts';
import type { SiteScope } from './site-address.ts';
import type { Round, SiteCursor } from './site-cursor.ts';
import type { SitePages } from './site-pages.ts';

/**
 * What a round has found. A page that it has missed is listed as it was, until the next whole round
 * misses it, too; one that is left out is not.
 */
export async function endRound(
  cursor: SiteCursor,
  round: Round,
  { scope, pages }: { scope: SiteScope; pages: SitePages },
  { readStored, isForced }: KnownToSync,
): Promise<Listing> {
  const entries = listedPages(cursor, scope);
  const title = `${scope.start.host}${scope.start.pathname.replace(/\/$/, '')}`;
  cursor.round = null;
  if (!round.isWhole) {
    dropFlags(cursor, false);
    delete cursor.inventory;
    return { kind: 'changes', entries, cursor };
  }
  dropFlags(cursor, true);
  const inventory = digestOf(entries.map(({ externalId, version }) => `${externalId} ${version}`));
  if (inventory === cursor.inventory && cursor.missed.length === 0) {
    return { kind: 'unchanged', cursor };
  }
  cursor.inventory = inventory;
  const listed = new Set(entries.map(({ externalId }) => externalId));
  const before = new Set(cursor.missed);
  const stored = isForced ? [] : await readStored();
  const missed = stored.filter(
    ({ externalId, path }) =>
      !listed.has(externalId) && !before.has(externalId) && !pages.isLeftOut(path),
  );
  cursor.missed = missed.map(({ externalId }) => externalId);
  const kept = missed.map((entry) => ({ ...entry, sizeBytes: null, isAuthored: true }));
  return { kind: 'inventory', complete: true, entries: [...entries, ...kept], cursor, title };
}

/** @param isWhole then a page that was neither found nor named is forgotten */
function dropFlags(cursor: SiteCursor, isWhole: boolean): void {
  for (const [address, state] of Object.entries(cursor.pages)) {
    const isNamed = state.found || state.listed || state.broken;
    if (isWhole && !isNamed) delete cursor.pages[address];
    delete state.found;
    delete state.due;
  }
}
