import type { Queryable } from '../connection/database.ts';

/** Where a repository or folder has its synonyms. */
export const synonymsPath = '.docpilot/synonyms.yaml';

const synonymFiles = `documents join sources on sources.id = documents.source_id
     where documents.path = '${synonymsPath}' and sources.hidden_at is null`;

/** An SQL expression: a text that changes when `readSynonymFiles` does; null: there are none. */
export const synonymsVersion = `(
     select string_agg(concat_ws(' ', documents.id, documents.version, documents.fingerprint), ',' order by documents.id)
     from ${synonymFiles})`;

/** The texts of the synonyms of all sources that are searched. */
export async function readSynonymFiles(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `select documents.text from ${synonymFiles} order by documents.id`,
  );
  return rows.map(({ text }) => text);
}
