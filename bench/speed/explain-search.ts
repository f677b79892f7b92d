import type { SearchRequest } from '../../shared/src/search/request/search-request.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import type { Database, Queryable } from '../../shared/src/store/connection/database.ts';

/** The plan, with buffers, of the statement with which search finds candidates for a request. */
export async function explainSearch(database: Database, request: SearchRequest): Promise<string> {
  const plans: string[] = [];
  const watched: Queryable = {
    async query(sql, parameters) {
      if (sql.includes('matching as')) {
        const lines = await database.query<{ 'QUERY PLAN': string }>(
          `explain (analyze, buffers) ${sql}`,
          parameters,
        );
        plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
      }
      return database.query(sql, parameters);
    },
  };
  await searchPassages(watched, request);
  return plans.join('\n\n');
}

/**
 * How many of ten documents a search finds that is filtered to them, for a word that very many
 * other documents contain.
 */
export async function findTen(database: Database, query: string): Promise<number> {
  const [ten] = await database.query<{ prefix: string }>(
    `select regexp_replace(path, '\\d\\.md$', '') as prefix from documents
     where path ~ '\\d\\d\\.md$' group by prefix having count(*) = 10 order by prefix limit 1`,
  );
  if (ten === undefined) return Number.NaN;
  const filters = { glob: `${ten.prefix}?.md` };
  const { results } = await searchPassages(database, { query, limit: 50, filters });
  return results.reduce((sum, { also_in }) => sum + 1 + also_in.length, 0);
}
