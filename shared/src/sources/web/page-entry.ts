import type { Entry } from '../source.ts';
import type { SiteScope } from './site-address.ts';
import type { PageState, SiteCursor } from './site-cursor.ts';
import { unread } from './site-pages.ts';

/**
 * A page as it is listed: under its address. One that could not be read has another version than any,
 * so that it counts as failed and keeps the text it had.
 */
export function pageEntry(address: string, state: PageState, scope: SiteScope): Entry {
  const { version = unread, skip, failed, lastmod } = state;
  const changedAt = lastmod === undefined ? Number.NaN : Date.parse(lastmod);
  return {
    externalId: address,
    path: scope.pathOf(new URL(address)),
    version: skip === undefined ? (failed ? unread : version) : `skipped: ${skip}`,
    sizeBytes: null,
    // People wrote it, whatever its text says of itself.
    isAuthored: true,
    ...(skip === undefined ? {} : { skip }),
    ...(Number.isNaN(changedAt) ? {} : { changedAt: new Date(changedAt).toISOString() }),
  };
}

/** The pages of the site that were found, as far as they have been asked for. */
export function listedPages({ pages }: SiteCursor, scope: SiteScope): Entry[] {
  return Object.entries(withoutBuildTimes(pages)).flatMap(([address, state]) => {
    const isPage = state.version !== undefined || state.skip !== undefined || state.failed;
    return state.found && isPage ? [pageEntry(address, state, scope)] : [];
  });
}

/** Where all pages changed at one time, that is when the site was built. */
function withoutBuildTimes(pages: SiteCursor['pages']): SiteCursor['pages'] {
  const times = new Set(Object.values(pages).map(({ lastmod }) => lastmod));
  if (times.size > 1) return pages;
  return Object.fromEntries(
    Object.entries(pages).map(([address, { lastmod, ...state }]) => [address, state]),
  );
}
