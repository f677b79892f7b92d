import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { indexContents } from '../support/index-contents.ts';
import {
  addressOfTestDatabase,
  openEmptyDatabase,
  openTestDatabase,
} from '../support/test-database.ts';
import { serveGithub } from '../sync-github/serve-github.ts';
import { keptMigrations, loadKeptRelease, migrationsFolder } from './kept-release.ts';
import { migrate, type ServedRelease, serveRelease } from './serve-release.ts';
import { startTraffic } from './traffic.ts';

type Release = typeof import('./serve-release.ts');

const repository = 'acme/handbook';
const clone = temporaryClone({ origin: `https://github.com/${repository}.git` });
const topics = ['holidays', 'invoices', 'passwords', 'deployments', 'travel', 'onboarding'];
const page = (topic: string) =>
  `# About ${topic}\n\nEverything on ${topic}, see [the list](list.md).\n\n## More\n\nAsk Ada.\n`;
const traffic = {
  repository,
  queries: ['how do I ask for holidays', 'about deployments'],
  change: () => write(`news-${Math.floor(changes / 2)}.md`),
};
let changes = 0;

/** Each commit changes a document, and every second one adds a document, too. */
function write(path: string): void {
  changes += 1;
  clone.commit(`Change ${changes}`, { [path]: `# News\n\nChange ${changes} is here.\n` });
}

let previous: Release;
let github: Awaited<ReturnType<typeof serveGithub>>;
let address: Awaited<ReturnType<typeof addressOfTestDatabase>>;
let database: Database;
const served: ServedRelease[] = [];

async function serve(release: Release): Promise<ServedRelease> {
  const serving = await release.serveRelease({
    DATABASE_URL: address.url,
    API_TOKEN: 'a-key-for-the-tests',
    RATE_LIMIT_PER_MINUTE: '0',
    GITHUB_API_URL: github.url,
    GH_PAT: 'the-token',
    GH_REPOS: repository,
    SLICE_SECONDS: '60',
  });
  served.push(serving);
  return serving;
}

async function sync(release: ServedRelease): Promise<void> {
  const execution_id = `sync-with-change-${changes}`;
  const response = await release.call('sync-github', { execution_id, repository });
  expect(await response.json()).toMatchObject({ done: true });
}

async function pathsFound(release: ServedRelease, query: string): Promise<string[]> {
  const response = await release.call('search', { query });
  const { results } = (await response.json()) as { results: { path: string }[] };
  return results.map(({ path }) => path).toSorted();
}

beforeAll(async () => {
  previous = await loadKeptRelease();
  clone.commit('Write', Object.fromEntries(topics.map((topic) => [`${topic}.md`, page(topic)])));
  github = await serveGithub([clone.folder], { token: 'the-token' });
  address = await addressOfTestDatabase();
});
afterEach(async () => {
  for (const serving of served.splice(0)) await serving.close();
});
afterAll(async () => {
  await github.close();
  await address.close();
  removeTemporaryFolders();
});

/** The database as the previous release left it, with everything synced. */
async function databaseOfPrevious(): Promise<ServedRelease> {
  database = await openEmptyDatabase();
  await previous.migrate(database);
  const running = await serve(previous);
  await sync(running);
  return running;
}

describe('a roll-out from the previous release to this one', () => {
  it('costs no search and no sync, before, during and after it, nor on the way back', async () => {
    const before = await databaseOfPrevious();
    const found = await pathsFound(before, 'holidays');
    expect(found).toEqual(['holidays.md']);

    const old = startTraffic(before, traffic);
    await old.round();
    await migrate(database);
    await old.round();
    const after = await serve({ migrate, serveRelease });
    expect(await pathsFound(after, 'holidays')).toEqual(found);
    const recent = startTraffic(after, traffic);
    await Promise.all([old.round(), recent.round()]);
    expect(await old.stop()).toEqual([]);
    await recent.round();
    expect(await recent.stop()).toEqual([]);

    const backAgain = startTraffic(before, traffic);
    await backAgain.round();
    expect(await backAgain.stop()).toEqual([]);
    expect(await pathsFound(before, 'holidays')).toEqual(found);
  });

  it('ends in the index that this release makes from nothing', async () => {
    await databaseOfPrevious();
    await migrate(database);
    write('last.md');
    await sync(await serve({ migrate, serveRelease }));
    const rolledOut = await indexContents(database);

    database = await openTestDatabase();
    await sync(await serve({ migrate, serveRelease }));
    expect(rolledOut).toEqual(await indexContents(database));
  });

  it('would notice a migration that takes away what the previous release reads', async () => {
    const running = startTraffic(await databaseOfPrevious(), traffic);
    await database.query('alter table documents rename column path to file_path');
    await running.round();
    expect((await running.stop()).join('\n')).toMatch(/search: 500.*sync-github: 500/s);
  });
});

describe('the migrations of the previous release', () => {
  it.each(Object.entries(keptMigrations))('still has %s as it was applied', (file, hash) => {
    const content = readFileSync(join(migrationsFolder, file));
    expect(createHash('sha256').update(content).digest('hex')).toBe(hash);
  });
});
