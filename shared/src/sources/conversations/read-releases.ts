import type { Asked } from './graphql.ts';
import type { Page } from './graphql-pages.ts';
import { readPage } from './read-pages.ts';
import { baseOf } from './read-thread.ts';
import { releases, releaseThread } from './rest-shapes.ts';
import type { Thread } from './thread.ts';

/**
 * All published releases, a page of 100 at a time.
 * @param after the position after which to begin
 * @throws Refused
 */
export async function* readReleases(
  asked: Asked,
  after: string | null = null,
): AsyncGenerator<Page<Thread>> {
  for (let path = after ?? `${baseOf(asked)}/releases?per_page=100`; ; ) {
    const page = await readPage(asked.client, path, releases);
    const next = page.links.next?.path ?? null;
    yield { items: page.items.flatMap((release) => releaseThread(release) ?? []), after: next };
    if (next === null) return;
    path = next;
  }
}
