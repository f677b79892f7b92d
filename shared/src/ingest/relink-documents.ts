import type { Inventory, Source } from '../sources/source.ts';
import type { Database } from '../store/connection/database.ts';
import type { StoredVersion } from '../store/documents/stored-documents.ts';
import { writeLinks } from '../store/documents/write-links.ts';
import type { Lease } from '../store/sync/leases.ts';

/** Documents linked anew by one transaction. */
const linkSize = 1000;

/**
 * Links unchanged documents to where the listing saw them. Comes before the cursor is forgotten: a
 * slice that ends amid it finds the same reason for it again.
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
