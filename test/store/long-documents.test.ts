import { expect, it } from 'vitest';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

it('keeps the path and the title of a document in its row, however long its vector is', async () => {
  const database = await openTestDatabase();
  const title = `A title of ${'many and many more '.repeat(3)}words`;
  const path = `handbook/of-many-and-many-more-words/${'chapter-'.repeat(5)}one.md`;
  // 1,100 different words make a vector of more than a page.
  const words = Array.from({ length: 1_100 }, (_, number) => `word${number.toString(36)}`);
  const repository = memoryRepository();
  repository.files.set(path, `# ${title}\n\n${words.join(' ')}\n`);
  await syncOnce(database, repository.source());
  const [row] = await database.query<{ vector: number; outside: string }>(
    `select pg_column_size(lexical) as vector,
            (select reltoastrelid::regclass::text from pg_class
             where oid = 'documents'::regclass) as outside
     from documents`,
  );
  expect(row?.vector).toBeGreaterThan(4_000);
  const pushedOut = await database.query<{ text: string }>(
    `select convert_from(chunk_data, 'UTF8') as text from ${row?.outside}
     where position($1 in encode(chunk_data, 'escape')) > 0
        or position($2 in encode(chunk_data, 'escape')) > 0`,
    [path, title],
  );
  expect(pushedOut).toEqual([]);
});
