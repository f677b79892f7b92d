import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openPglite } from '../../local/database/open-pglite.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { indexContents } from '../support/index-contents.ts';
import { runs } from '../support/long-runs.ts';

const main = join(import.meta.dirname, '..', '..', 'local', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'docpilot-killed-'));
afterAll(() => {
  removeTemporaryFolders();
  rmSync(folder, { recursive: true, force: true });
});

async function startSync(repo: string, data: string) {
  const port = await freePort();
  // As `npm start` does.
  const args = [
    '--liftoff-only',
    main,
    '--once',
    '--port',
    String(port),
    '--repo',
    repo,
    '--data',
    data,
  ];
  const env = { ...process.env, DATABASE_URL: '', API_TOKEN: key };
  const child = spawn(process.execPath, args, { stdio: 'ignore', env });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { url: `http://127.0.0.1:${port}`, child, exited };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const key = 'a-key-for-this-test-alone';

/** How many rows a view has, up to one, of a DocPilot that may not listen yet. */
async function rowsOf(url: string, view: 'runs' | 'documents'): Promise<number> {
  const headers = { 'x-api-key': key };
  const response = await fetch(`${url}/list?view=${view}&limit=1`, { headers }).catch(() => null);
  if (!response?.ok) return 0;
  return ((await response.json()) as Record<typeof view, unknown[]>)[view].length;
}

async function contentsOf(data: string) {
  const database = await openPglite(join(data, 'postgres'));
  try {
    return await indexContents(database);
  } finally {
    await database.close();
  }
}

/** Enough for the sync to be amid them when it is killed. */
const pages = runs(150, 300);
const partsPerPage = runs(4, 8);

test('kill -9 during the first sync, then a start: the same index as an undisturbed sync makes', async () => {
  const clone = temporaryClone();
  const page = (i: number) =>
    Array.from(
      { length: partsPerPage },
      (_, n) => `## Part ${n}\n\nPage ${i} says ${'word '.repeat(30)}${i * n}.\n`,
    );
  clone.commit(
    'Write',
    Object.fromEntries(
      Array.from({ length: pages }, (_, i) => [`page-${i}.md`, page(i).join('\n')]),
    ),
  );
  const undisturbed = join(folder, 'undisturbed');
  expect(await (await startSync(clone.folder, undisturbed)).exited).toBe(0);

  const disturbed = join(folder, 'disturbed');
  for (const reached of ['runs', 'documents'] as const) {
    const { url, child, exited } = await startSync(clone.folder, disturbed);
    while (
      child.exitCode === null &&
      child.signalCode === null &&
      (await rowsOf(url, reached)) === 0
    )
      // Each question takes time from the sync.
      await sleep(25);
    child.kill('SIGKILL');
    await exited;
  }
  const { documents } = await contentsOf(disturbed);
  // The second kill came amid the sync: there is something to go on with, and something left to do.
  expect(documents.length).toBeGreaterThan(0);
  expect(documents.length).toBeLessThan(pages);

  expect(await (await startSync(clone.folder, disturbed)).exited).toBe(0);
  expect(await contentsOf(disturbed)).toEqual(await contentsOf(undisturbed));
});
