import type { Locations, SourceKind } from '../../document.ts';
import { withoutHidden } from '../../visible/shown-lines.ts';
import type { Queryable } from '../connection/database.ts';
import { newerVersion, verifiedAt } from '../documents/freshness.ts';

/** Lines of a document, counted from 1; both ends are included. */
export interface LineRange {
  /** Null: the passage's first line, or line 1 if no passage is given. */
  startLine: number | null;
  /** Null: the last line. */
  endLine: number | null;
  maxCharacters: number;
  /** The stored text, with what a reader does not see. */
  raw?: boolean;
}

export interface ReadDocument {
  key: string;
  title: string;
  source: SourceKind;
  repository: string;
  path: string;
  url: string;
  contentType: string;
  locations: Locations | null;
  changedAt: Date | null;
  verifiedAt: Date | null;
  /** Why the file's newer version could not be read; null: this is the newest. */
  outdated: string | null;
  totalLines: number;
  /** Of the whole document. */
  characters: number;
  startLine: number;
  /** From the start line on, cut at `maxCharacters`, without what the document hides. */
  text: string;
  /** Characters that the document hides there. */
  hiddenCharacters: number;
}

/**
 * Reads a document's text, or a part of it.
 * @param ordinal a chunk of it, where reading starts unless a start line is given
 */
export async function readDocument(
  database: Queryable,
  key: string,
  ordinal: number | null,
  { startLine, endLine, maxCharacters, raw = false }: LineRange,
): Promise<ReadDocument | undefined> {
  const [row] = await database.query<ReadDocument & { hidden: number[] }>(
    `with document as (
       select documents.*, sources.kind as source, sources.title as repository,
              ${verifiedAt} as seen_at, newer.reason as outdated,
              string_to_array(rtrim(replace(text, E'\\r\\n', E'\\n'), E'\\n'), E'\\n') as lines,
              coalesce($3::int, chunks.start_line, 1) as start_line
       from documents
       join sources on sources.id = documents.source_id
       ${newerVersion}
       left join chunks on chunks.document_id = documents.id and chunks.ordinal = $2
       where documents.key = $1 and sources.hidden_at is null
     )
     select key, title, source, repository, path, url, content_type as "contentType",
            locations, hidden,
            changed_at as "changedAt", seen_at as "verifiedAt", outdated,
            cardinality(lines) as "totalLines", length(text) as characters,
            start_line as "startLine",
            left(
              array_to_string(lines[start_line:coalesce($4::int, cardinality(lines))], E'\\n'), $5
            ) as text
     from document`,
    [key, ordinal, startLine, endLine, maxCharacters],
  );
  if (row === undefined) return undefined;
  const { hidden, ...document } = row;
  const { lines, removed } = withoutHidden(row.text.split('\n'), row.startLine, raw ? [] : hidden);
  return { ...document, text: lines.join('\n'), hiddenCharacters: removed };
}
