import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'docpilot-variants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A set of queries that "right.md" answers. */
function writeSet(name: string, queries: number): void {
  mkdirSync(join(folder, name));
  const ids = Array.from({ length: queries }, (_, n) => `q${n}`);
  writeFileSync(join(folder, name, 'corpus.jsonl'), '{"id":"right.md","text":"x"}\n');
  const asked = ids.map((id) => `{"id":"${id}","text":"x"}\n`).join('');
  writeFileSync(join(folder, name, 'queries.jsonl'), asked);
  writeFileSync(join(folder, name, 'qrels.tsv'), ids.map((id) => `${id}\tright.md\t1\n`).join(''));
}

/** A variant's run of a set: the answer is first in so many queries, and second in the others. */
function writeRun(variant: string, set: string, queries: number, right: number): void {
  mkdirSync(join(folder, variant), { recursive: true });
  const lines = Array.from({ length: queries }, (_, n) => {
    const score = n < right ? 3 : 1;
    return `q${n}\tright.md\t${score}\nq${n}\twrong.md\t2\n`;
  });
  writeFileSync(join(folder, variant, `${set}.tsv`), lines.join(''));
}

function choose(sets: string[], variants: string[]): string {
  const flags = [...sets.map((name) => ['--set', name]), ...variants.map((v) => ['--variant', v])];
  const program = join(import.meta.dirname, '../../bench/leave-one-out.ts');
  const env = { PATH: process.env.PATH, INIT_CWD: folder };
  return execFileSync(process.execPath, [program, ...flags.flat()], { env, encoding: 'utf8' });
}

test('a variant counts by the sets that had no part in choosing it', () => {
  for (const name of ['one', 'two', 'three']) writeSet(name, 20);
  // Tuned to set one, which is all it helps.
  for (const [set, right] of Object.entries({ one: 20, two: 4, three: 4 }))
    writeRun('tuned', set, 20, right);
  for (const [set, right] of Object.entries({ one: 5, two: 6, three: 6 }))
    writeRun('today', set, 20, right);
  const printed = choose(['one', 'two', 'three'], ['today', 'tuned']);
  // By sets two and three, today's is better: nothing changes on set one.
  expect(printed).toContain('without one: today is best, there +0.0000');
  expect(printed).toMatch(/without two: tuned is best, there −0\.0369/);
  expect(printed).toMatch(/mean −0\.0246, p = /);
});
