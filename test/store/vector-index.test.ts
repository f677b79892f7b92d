import { createHash } from 'node:crypto';
import type { Database, Queryable } from '@docpilot/shared/database';
import { expect, it } from 'vitest';
import {
  type DocumentFilters,
  findFewDocuments,
} from '../../shared/src/store/documents/document-filters.ts';
import { openGeneration } from '../../shared/src/store/embeddings/embedding-generations.ts';
import { storeEmbeddings } from '../../shared/src/store/embeddings/embeddings.ts';
import { indexVectors } from '../../shared/src/store/embeddings/vector-index.ts';
import { findByVector } from '../../shared/src/store/search/find-by-vector.ts';
import type { SearchScope } from '../../shared/src/store/search/search-scope.ts';
import { storePassages } from '../support/stored-passages.ts';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';

/** Two thousand directions, evenly around a circle: the nearest ones are the neighbours. */
const count = 2_000;
const vectorOf = (index: number) => {
  const angle = (2 * Math.PI * index) / count;
  return [Math.cos(angle), Math.sin(angle)];
};
const scopeOf = (
  filters: DocumentFilters,
  onlyDocumentIds: number[] | null,
  minDocuments: number,
): SearchScope => ({
  filters,
  onlyDocumentIds,
  excludedDocumentIds: [],
  maxDocuments: 200,
  minDocuments,
});

it.skipIf(testDatabaseUrl === undefined)(
  'a large generation is indexed beside readers, once, and a filter still finds all it leaves',
  async () => {
    const database = await openTestDatabase();
    const texts = Array.from({ length: count }, (_, index) => `Passage ${index}.`);
    // Ten of two thousand passages stand in a document of their own, far from the query.
    const isRare = (index: number) => index >= 1_000 && index < 1_010;
    await storePassages(
      database,
      texts.filter((_, index) => !isRare(index)),
      'common.md',
    );
    for (const [index, text] of texts.entries())
      if (isRare(index)) await storePassages(database, [text], `rare/${index}.md`);
    const generation = await openGeneration(database, 'test:circle:2', 2);
    const embeddings = texts.map((text, index) => ({
      hash: createHash('sha256').update(text).digest('hex'),
      vector: vectorOf(index),
    }));
    await storeEmbeddings(database, generation, embeddings);
    const near = (pathPrefixes?: string[]) =>
      findByVector(
        database,
        { generation, vector: vectorOf(0) },
        { ...scopeOf({ pathPrefixes }, null, 20), maxDocuments: 20 },
      );
    const exact = await near();

    expect(await indexVectors(database, count)).toEqual(['test:circle:2']);
    expect(await indexVectors(database, count)).toEqual([]);
    await database.query('analyze');
    expect(await near()).toEqual(exact);
    expect(await near(['rare/'])).toHaveLength(10);
  },
);

it.skipIf(testDatabaseUrl === undefined)(
  'among very many passages a search reads the index, and a filter to a few of the farthest finds all',
  async () => {
    const many = 25_000;
    const database = await openTestDatabase();
    const texts = Array.from({ length: many }, (_, index) => `Passage ${index}.`);
    await storePassages(database, texts, 'common.md');
    const rare = Array.from({ length: 10 }, (_, index) => `Rare passage ${index}.`);
    for (const [index, text] of rare.entries())
      await storePassages(database, [text], `rare/${index}.md`);
    const generation = await openGeneration(database, 'test:circle:2', 2);
    // The rare ones lie on the other side of the circle.
    await database.query(
      `insert into embeddings (generation_id, hash, embedding)
       select $1, hash, case when body like 'Rare%' then '[-1,0]'::halfvec
         else format('[%s,%s]', cos(id::float8 / $2), sin(id::float8 / $2))::halfvec end
       from passages`,
      [generation.id, many],
    );
    expect(await indexVectors(database)).toEqual(['test:circle:2']);
    await database.query('analyze');
    const asked: [sql: string, parameters: readonly unknown[]][] = [];
    const watched: Queryable = {
      query(sql, parameters = []) {
        asked.push([sql, parameters]);
        return database.query(sql, parameters);
      },
    };
    const near = (filters: DocumentFilters, onlyDocumentIds: number[] | null) =>
      findByVector(watched, { generation, vector: [1, 0] }, scopeOf(filters, onlyDocumentIds, 1));

    expect(await near({}, null)).toHaveLength(1);
    expect(await planOf(database, asked[0] ?? ['', []])).toContain('embeddings_hnsw_');
    const filters = { pathPrefixes: ['rare/'] };
    const few = await findFewDocuments(database, filters);
    expect(few).toHaveLength(10);
    expect(await near(filters, few)).toHaveLength(10);
    expect(asked).toHaveLength(2);
  },
);

/** The plan that a connection keeps for a statement, whatever its parameters are. */
async function planOf(
  database: Database,
  [sql, parameters]: [sql: string, parameters: readonly unknown[]],
): Promise<string> {
  const literals = parameters.map((value) =>
    Array.isArray(value) ? `'{${value}}'` : `'${value}'`,
  );
  return database.transaction(async (transaction) => {
    await transaction.query(`prepare asked as ${sql}`);
    const lines = await transaction.query<{ 'QUERY PLAN': string }>(
      `explain execute asked(${literals})`,
    );
    await transaction.query('deallocate asked');
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  });
}

it('a small generation is scanned as it is', async () => {
  const database = await openTestDatabase();
  await openGeneration(database, 'test:circle:2', 2);
  expect(await indexVectors(database)).toEqual([]);
});
