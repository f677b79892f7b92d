import type { Queryable } from '../connection/database.ts';

/** Where a repository or folder has its synonyms. */
export const synonymsPath = '.docpilot/synonyms.yaml';

/** The texts of the synonyms of all sources that are searched. */
export async function findSynonymFiles(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `select documents.text from documents join sources on sources.id = documents.source_id
     where documents.path = '${synonymsPath}' and sources.hidden_at is null
     order by documents.id`,
  );
  return rows.map(({ text }) => text);
}
