import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeEndpoint } from '../embed/fake-endpoint.ts';
import { startFakeOpenAi } from '../embed/fake-openai.ts';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { addressOfTestDatabase, openTestDatabase } from '../support/test-database.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, '../../bench/eval.ts');
let fake: FakeEndpoint;
let clone: TemporaryClone;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  clone = temporaryClone({ name: 'apiary' });
  clone.commit('Write', {
    'bees.md': '# Bees\n\nThe queen lays two thousand eggs a day.\n',
    'honey.md': '# Honey\n\nHoney below twenty per cent of water keeps for years.\n',
    '.docpilot/eval.yaml':
      'How many eggs does a queen lay?: bees.md\nHow long does honey keep?: honey.md\nWho melts wax?: wax.md\n',
  });
});
afterAll(async () => {
  await fake.close();
  removeTemporaryFolders();
});

async function evaluate(flags: string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, HOME: clone.folder, ...environment };
  const { stdout } = await run(
    process.execPath,
    // For so few statements, the embedded database need not be compiled well.
    ['--liftoff-only', program, '--repo', clone.folder, '--json', ...flags],
    { env },
  );
  const lines = stdout.trimEnd().split('\n');
  return { lines, last: JSON.parse(lines.at(-1) ?? '') };
}

test('a clone’s own key is asked on a fresh index, by words alone', async () => {
  const { lines, last } = await evaluate([]);
  expect(lines.slice(0, -1)).toEqual([
    'local/apiary, words alone: 2 of 3 questions found',
    'recall@10 0.6667, MRR@10 0.6667',
    'not found: Who melts wax?',
    'no such document: wax.md',
  ]);
  expect(last).toMatchObject({ repository: 'local/apiary', asked: 3, recall10: 0.6667 });
});

test('with an embedder, weights are tried, and a few questions change none', async () => {
  await openTestDatabase();
  const database = await addressOfTestDatabase();
  const { lines, last } = await evaluate(['--tune'], {
    EMBED_PROVIDER: 'openai',
    EMBED_URL: `${fake.url}/v1`,
    EMBED_MODEL: 'fake',
    DATABASE_URL: database.url,
  });
  await database.close();
  const text = lines.join('\n');
  expect(text).toContain('local/apiary, words and meaning, EMBED_WEIGHT=0.3: 2 of 3');
  expect(text).toMatch(/EMBED_WEIGHT +recall@10 +MRR@10 +to now +p\n0\.0 .*\n0\.1 [\s\S]*\n0\.8 /);
  expect(text).toMatch(/keep 0\.3\.|Keep EMBED_WEIGHT=0\.3/);
  expect(last).toMatchObject({ degraded: false });
});
