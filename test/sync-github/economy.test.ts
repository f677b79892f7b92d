import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { serveGithub } from './serve-github.ts';

const name = 'acme/handbook';
const files = 5_000;
let database: Database;
let clone: TemporaryClone;
let github: Awaited<ReturnType<typeof serveGithub>>;

const path = (i: number) => `part-${i % 50}/${i}.md`;

/** Nine files are synced, and their rows copied: this is about the syncs after the first one. */
beforeAll(async () => {
  database = await openTestDatabase();
  clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  const page = (i: number) => [path(i), `Text ${i % 9}.`];
  clone.commit('Write', Object.fromEntries(Array.from({ length: 9 }, (_, i) => page(i))));
  github = await serveGithub([clone.folder]);
  await syncOnce(database, github.source(name));
  clone.commit('More', Object.fromEntries(Array.from({ length: files }, (_, i) => page(i))));
  await database.query(
    `insert into documents (key, source_id, external_id, path, version, fingerprint, title,
       content_type, text, url, changed_at, run_id, lexical, name_terms)
     select 'copy ' || i, source_id, paths.path, paths.path, version, fingerprint, title,
            content_type, text, url, changed_at, run_id, lexical, name_terms
     from documents
     cross join generate_series(9, $1::int - 1) as i
     cross join lateral (select 'part-' || i % 50 || '/' || i || '.md' as path) as paths
     where documents.text = 'Text ' || i % 9 || '.'`,
    [files],
  );
  await database.query(
    `insert into chunks select copy.id, 0, passage_id, 1, 1
     from documents as copy
     join documents as original on original.version = copy.version and original.key not like 'copy %'
     join chunks on document_id = original.id
     where copy.key like 'copy %'`,
  );
  const report = await syncOnce(database, github.source(name));
  expect(report).toMatchObject({ done: true, seen: files, unchanged: files });
});
afterAll(async () => {
  await github.close();
  removeTemporaryFolders();
});

async function sync() {
  const [last] = await database.query<{ id: number }>('select max(id) as id from passages');
  const documents = await database.query<{ path: string; xmin: string }>(
    'select path, xmin::text from documents',
  );
  const versions = new Map(documents.map(({ path, xmin }) => [path, xmin]));
  const source = github.source(name);
  github.takeRequests();
  const report = await syncOnce(database, source);
  const after = await database.query<{ path: string; xmin: string }>(
    'select path, xmin::text from documents',
  );
  return {
    report,
    requests: source.requests,
    blobs: github.takeRequests().blob ?? 0,
    /** Rows written, not touched: a row that is written has the transaction that did it. */
    documents: after.filter(({ path, xmin }) => versions.get(path) !== xmin).length,
    passages: await database.query<{ body: string }>('select body from passages where id > $1', [
      last?.id,
    ]),
  };
}

test('nothing changed: one request, nothing written', async () => {
  expect(await sync()).toMatchObject({ requests: 1, documents: 0, passages: [] });
});

test('one file edited among 5,000: at most five requests, and only its changed passages written', async () => {
  const section = (i: number, text: string) => `## Part ${i}\n\n${`${text} `.repeat(100)}\n`;
  const text = (last: string) =>
    [1, 2, 3].map((i) => section(i, i === 3 ? last : 'same')).join('\n');
  clone.commit('Add', { 'long.md': text('before') });
  await sync();
  clone.commit('Edit', { 'long.md': text('after') });
  const { report, requests, blobs, documents, passages } = await sync();
  expect(report).toMatchObject({ indexed: 1, unchanged: files });
  expect(requests).toBeLessThanOrEqual(5);
  expect({ blobs, documents }).toEqual({ blobs: 1, documents: 1 });
  expect(passages).toHaveLength(1);
  expect(passages[0]?.body).toContain('after');
});

test('a folder renamed: no blob fetched, no passage written', async () => {
  clone.git('mv', 'part-7', 'chapter-7');
  clone.commit('Rename', {});
  const { report, blobs, passages } = await sync();
  expect(report).toMatchObject({ indexed: 100, deleted: 100, failed: 0 });
  expect(blobs).toBe(0);
  expect(passages).toEqual([]);
});
