import type { Database } from '@docpilot/shared/database';
import { readWebPage } from '../../shared/src/reader/read-web-page.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import { type SiteOptions, siteSource } from '../../shared/src/sources/web/site.ts';

/** A site as a source for one slice, as the function opens one, but without long pauses. */
export function openSite(url: string, more: Partial<SiteOptions> = {}): Source {
  return siteSource(url, {
    readPage: readWebPage,
    privateHosts: ['127.0.0.1'],
    firstPauseMs: 1,
    ...more,
  });
}

/** What is indexed of a site: each page's text by its path below the site. */
export async function indexedPages(database: Database): Promise<Record<string, string>> {
  const rows = await database.query<{ path: string; text: string }>(
    'select path, text from documents order by path',
  );
  return Object.fromEntries(rows.map(({ path, text }) => [path, text]));
}

/** Why pages are not indexed, by path. */
export async function problemsOf(database: Database): Promise<Record<string, string>> {
  const rows = await database.query<{ path: string; reason: string }>(
    'select path, reason from problems order by path',
  );
  return Object.fromEntries(rows.map(({ path, reason }) => [path, reason]));
}

export async function notesOf(database: Database): Promise<string[]> {
  const [run] = await database.query<{ notes: string[] }>(
    'select notes from sync_runs order by id desc limit 1',
  );
  return run?.notes ?? [];
}
