import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addressOfTestDatabase, openTestDatabase } from '../support/test-database.ts';

const program = join(import.meta.dirname, '../../bench/eval.ts');
const folder = mkdtempSync(join(tmpdir(), 'docpilot-set-'));
let database: Awaited<ReturnType<typeof addressOfTestDatabase>>;
beforeAll(async () => {
  database = await addressOfTestDatabase();
});
beforeEach(openTestDatabase);
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const queries = Array.from({ length: 8 }, (_, n) => ({ id: `q${n}`, text: `chapter ${n}00${n}` }));
writeFileSync(
  join(folder, 'corpus.jsonl.gz'),
  gzipSync(
    lines(
      queries.flatMap(({ text }, n) => [
        { id: `book/${n}.md`, title: `Part ${n}`, text: `# Part ${n}\n\nThis is ${text}.\n` },
        { id: `links/${n}.md`, text: `See ${text}, ${text}, ${text}.\n` },
      ]),
    ),
  ),
);
writeFileSync(
  join(folder, 'queries.jsonl'),
  lines([...queries, { id: 'unjudged', text: 'chapter' }]),
);
writeFileSync(
  join(folder, 'qrels.tsv'),
  queries.map(({ id }, n) => `${id}\tbook/${n}.md\t1\r\n`).join(''),
);
writeFileSync(
  join(folder, 'exclude.tsv'),
  queries.map(({ id }, n) => `${id}\tlinks/${n}.md\n`).join(''),
);

function evaluate(...flags: string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [program, '--set', folder, ...flags],
      { env: { PATH: process.env.PATH, INIT_CWD: folder, DATABASE_URL: database.url } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

test('a set is measured, packed or not, without what is excluded, and its run is written', async () => {
  const { code, stdout } = await evaluate('--json', '--run', 'run.tsv');
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual({
    set: folder.split('/').at(-1),
    queries: 8,
    ndcg10: 1,
    recall10: 1,
    recall50: 1,
    mrr10: 1,
    pass5: 1,
    pass10: 1,
    pass20: 1,
    ms_p50: expect.any(Number),
    ms_p95: expect.any(Number),
  });
  expect(stdout).toMatch(/^ndcg10 +1\.0000 +95 %: 1\.000 – 1\.000$/m);
  expect(code).toBe(0);
  const run = readFileSync(join(folder, 'run.tsv'), 'utf8').split('\n');
  expect(run.filter((line) => line.startsWith('q3\t')).join()).toMatch(/book\/3\.md\t\d/);
}, 60_000);

test('a baseline that was better fails the comparison, one that was worse does not', async () => {
  const better = queries.map(({ id }, n) => `${id}\tbook/${n}.md\t1\n`).join('');
  writeFileSync(join(folder, 'worse.tsv'), 'q0\tbook/1.md\t1\n');
  const fine = await evaluate('--compare', 'worse.tsv');
  expect([fine.code, fine.stdout]).toEqual([0, expect.stringMatching(/nDCG@10 \+1\.0000, p = 0/)]);
  await openTestDatabase();
  // The same run, judged by other documents: nothing of what is right is found.
  writeFileSync(join(folder, 'better.tsv'), better.replaceAll('book', 'lost'));
  writeFileSync(
    join(folder, 'qrels.tsv'),
    queries.map(({ id }, n) => `${id}\tlost/${n}.md\t1\n`).join(''),
  );
  const bad = await evaluate('--compare', 'better.tsv');
  expect([bad.code, bad.stderr]).toEqual([
    1,
    expect.stringContaining('Search is significantly worse than the baseline.'),
  ]);
}, 120_000);
