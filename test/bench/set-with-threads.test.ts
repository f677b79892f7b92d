import { execFile } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ndcgByGroup } from '../../bench/eval/by-group.ts';
import { ingest } from '../../bench/eval/ingest.ts';
import { readJudgedSet } from '../../bench/eval/judged-set.ts';
import { judge } from '../../bench/eval/metrics.ts';
import { searchAll } from '../../bench/eval/search-all.ts';
import { type BesideFiles, openSetSources } from '../../bench/eval/set-sources.ts';
import { addressOfTestDatabase, openTestDatabase } from '../support/test-database.ts';

const bench = join(import.meta.dirname, '../../bench');
const folder = mkdtempSync(join(tmpdir(), 'docpilot-set-'));
let address: Awaited<ReturnType<typeof addressOfTestDatabase>>;
beforeAll(async () => {
  address = await addressOfTestDatabase();
});
beforeEach(openTestDatabase);
afterAll(async () => {
  await address.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  // The weight of threads was chosen on the first set, and the second was made afterwards.
  ['team', ['pulls/70']],
  ['team-two', ['pulls/53', 'pulls/289', 'pulls/290']],
])(
  'with the threads of %s, its reasons are found, and its files as before',
  async (name, bots) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const database = await openTestDatabase();
    const set = readJudgedSet(join(bench, 'sets', name));
    const measure = async (without: readonly BesideFiles[]) => {
      const { sources, close } = await openSetSources(set, { without });
      for (const source of sources) await ingest(database, source);
      await close();
      const groups = ndcgByGroup(set.queries, judge(set, (await searchAll(database, set)).run));
      return { reasons: groups.get('reasons') ?? 0, files: groups.get('files') ?? 0 };
    };
    const without = await measure(['conversations']);
    expect(told.mock.calls).toEqual([]);
    // The site is indexed already.
    const all = await measure(['web']);
    const lines = told.mock.calls.map(([line]) => line);
    expect(new Set(lines)).toEqual(new Set(bots.map((bot) => `not indexed: ${bot} (bot)`)));
    expect(all.reasons - without.reasons).toBeGreaterThanOrEqual(0.2);
    expect(without.files - all.files).toBeLessThanOrEqual(0.005);
  },
  60_000,
);

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

function writeSet(): void {
  for (const inside of ['repository.github', 'site'])
    mkdirSync(join(folder, inside), { recursive: true });
  write('corpus.jsonl', '{"id":"bees.md","text":"Our bees live in straw skeps."}\n');
  write('site/index.html', '<main><h1>Honey</h1><p>It is sold in jars of glass.</p></main>');
  const issue = {
    number: 7,
    title: 'Skeps or boxes?',
    body: 'Straw, for the bear could open every box.',
    user: { login: 'ann', type: 'User' },
    state: 'closed',
    html_url: 'https://github.com/judged/team/issues/7',
    created_at: '2026-01-01T10:00:00Z',
    updated_at: '2026-01-01T10:00:00Z',
  };
  write('repository.github/issues.json', JSON.stringify([issue]));
  const queries = [
    { id: 'why', group: 'reasons', text: 'why no boxes, because of the bear?' },
    { id: 'where', group: 'files', text: 'where do the bees live' },
    { id: 'jars', group: 'files', text: 'jars of honey' },
  ];
  write('queries.jsonl', queries.map((query) => `${JSON.stringify(query)}\n`).join(''));
  write('qrels.tsv', 'why\tissues/7\t1\nwhere\tbees.md\t1\njars\tindex\t1\n');
}

function evaluate(...flags: string[]) {
  return new Promise<{ first: string; last: string; code: unknown; stderr: string }>((resolve) => {
    const args = [join(bench, 'eval.ts'), '--set', folder, '--json', ...flags];
    const env = { PATH: process.env.PATH, DATABASE_URL: address.url };
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) => {
      const [first = '', ...more] = stdout.trimEnd().split('\n');
      resolve({ first, last: more.at(-1) ?? '', code: child.exitCode, stderr });
    });
  });
}

test('the command indexes threads and pages, and leaves out what it is told to', async () => {
  writeSet();
  const { first, last } = await evaluate('--without', 'web');
  expect(first).toMatch(/: 2 documents, 3 queries$/);
  expect(JSON.parse(last).ndcg10_by_group).toEqual({ reasons: 1, files: 0.5 });
  expect(await evaluate('--without', 'threads')).toMatchObject({
    code: 2,
    stderr: 'A set can be measured --without conversations or web only.\n',
  });
}, 60_000);

test('a set may have the files and threads of several repositories', async () => {
  writeSet();
  const shop = { id: 'prices.md', repository: 'shop', text: 'A jar costs seven euros.' };
  appendFileSync(join(folder, 'corpus.jsonl'), JSON.stringify(shop));
  mkdirSync(join(folder, 'shop.github'));
  const [issue] = JSON.parse(readFileSync(join(folder, 'repository.github/issues.json'), 'utf8'));
  const title = 'Do we sell wax?';
  write('shop.github/issues.json', JSON.stringify([{ ...issue, number: 8, title, body: 'No.' }]));
  const { sources, close } = await openSetSources(readJudgedSet(folder), { without: ['web'] });
  const database = await openTestDatabase();
  for (const source of sources) await ingest(database, source);
  await close();
  const name = basename(folder);
  const found = await database.query(
    'select name, path from documents join sources on sources.id = source_id order by path',
  );
  expect(found).toEqual([
    { name: `judged/${name}`, path: 'bees.md' },
    { name: `judged/${name}`, path: 'issues/7' },
    { name: 'judged/shop', path: 'issues/8' },
    { name: 'judged/shop', path: 'prices.md' },
  ]);
}, 60_000);
