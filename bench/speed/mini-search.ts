import MiniSearch from 'minisearch';
import type { SearchRequest } from '../../shared/src/search/request/search-request.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';

interface Row {
  id: string;
  path: string;
  title: string;
  headings: string;
  body: string;
}

/** Indexes the passages with MiniSearch; its search answers in about the same shape. */
export async function miniSearch(database: Database) {
  const rows = await database.query<Row>(
    `select documents.key || '.' || chunks.ordinal as id, documents.path, documents.title,
            array_to_string(passages.heading_path, ' ') as headings, passages.body
     from chunks
     join documents on documents.id = chunks.document_id
     join passages on passages.id = chunks.passage_id`,
  );
  const fields = ['path', 'title', 'headings', 'body'];
  const index = new MiniSearch<Row>({ fields, storeFields: fields });
  index.addAll(rows);
  return ({ query, limit }: SearchRequest) => ({
    results: index
      .search(query, { combineWith: 'OR', boost: { title: 2, headings: 1.5 } })
      .slice(0, limit)
      .map(({ id, score, path, title, headings, body }) => ({
        id,
        path,
        title,
        heading_path: [headings],
        snippet: String(body).slice(0, 600),
        score,
      })),
    next_cursor: null,
  });
}
