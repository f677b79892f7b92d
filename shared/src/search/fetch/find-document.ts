import { DocPilotError } from '../../errors.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { findDocumentKey } from '../../store/search/complete-names.ts';

/**
 * The id of the document at a path of a repository or folder.
 * @throws DocPilotError not_found
 */
export async function findDocument(
  database: Queryable,
  repository: string,
  path: string,
): Promise<string> {
  const key = await findDocumentKey(database, repository, path.replace(/^\/+/, ''));
  if (key !== undefined) return key;
  throw new DocPilotError(
    'not_found',
    `${repository} has no indexed document ${path}: GET /list lists the documents, and with view=problems the files that are not indexed.`,
  );
}
