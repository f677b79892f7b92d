import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { openGeneration } from '../../shared/src/store/embedding-generations.ts';
import { storeEmbeddings } from '../../shared/src/store/embeddings.ts';
import { findByVector } from '../../shared/src/store/find-by-vector.ts';
import { indexVectors } from '../../shared/src/store/vector-index.ts';
import { storePassages } from '../support/stored-passages.ts';
import { openTestDatabase, testDatabaseUrl } from '../support/test-database.ts';

/** Two thousand directions, evenly around a circle: the nearest ones are the neighbours. */
const count = 2_000;
const vectorOf = (index: number) => {
  const angle = (2 * Math.PI * index) / count;
  return [Math.cos(angle), Math.sin(angle)];
};

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
    const near = (pathPrefix?: string) =>
      findByVector(
        database,
        { generation, vector: vectorOf(0) },
        { filters: { pathPrefix }, without: [], limit: 20 },
      );
    const exact = await near();

    expect(await indexVectors(database, count)).toEqual(['test:circle:2']);
    expect(await indexVectors(database, count)).toEqual([]);
    await database.query('analyze');
    expect(await near()).toEqual(exact);
    expect(await near('rare/')).toHaveLength(10);
    const plan = await database.query<{ 'QUERY PLAN': string }>(
      `explain select hash from embeddings where generation_id = ${generation.id} and embedding is not null
       order by embedding::halfvec(2) <=> '[1,0]'::halfvec(2) limit 10`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('embeddings_hnsw_');
  },
);

it('a small generation is scanned as it is', async () => {
  const database = await openTestDatabase();
  await openGeneration(database, 'test:circle:2', 2);
  expect(await indexVectors(database)).toEqual([]);
});
