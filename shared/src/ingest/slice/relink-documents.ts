import type { Inventory, Source } from '../../sources/source.ts';
import type { Database } from '../../store/connection/database.ts';
import type { StoredVersion } from '../../store/documents/stored-documents.ts';
import { writeLinks } from '../../store/documents/write-links.ts';
import type { Lease } from '../../store/sync/leases.ts';

/** Documents that one transaction gives new links. */
const linkSize = 1000;

/**
 * Gives unchanged documents the links of this listing. Done before the cursor is dropped: when a
 * slice ends halfway, the next one finds the same reason to do it.
 */
export async function relinkDocuments(
  database: Database,
  lease: Lease,
  source: Source,
  { entries, cursor }: Inventory,
  stored: readonly StoredVersion[],
): Promise<void> {
  const versions = new Map(stored.map(({ externalId, version }) => [externalId, version]));
  const unchanged = entries.filter(
    ({ externalId, version }) => versions.get(externalId) === version,
  );
  for (let at = 0; at < unchanged.length; at += linkSize) {
    const links = unchanged
      .slice(at, at + linkSize)
      .map((entry) => ({ externalId: entry.externalId, url: source.url(entry, cursor) }));
    await writeLinks(database, lease, links);
  }
}
