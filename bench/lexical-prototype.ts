/**
 * Computes the ranking's formula on judged sets in memory: node bench/lexical-prototype.ts DIR …
 * Prints nDCG@10 of what search does, and how each variant (bench/lexical/variant.ts) differs from
 * it (* is p < .05): on each set, then the mean of the sets over the half of the queries in which a
 * variant is chosen, over the other half, with its p, and over all, with its p.
 */
import { createHash } from 'node:crypto';
import { type JudgedSet, readJudgedSet } from './eval/judged-set.ts';
import { judge, mean, pairedTest } from './eval/metrics.ts';
import { fromCaller } from './from-caller.ts';
import { indexInMemory, rankInMemory } from './lexical/memory-index.ts';
import { type Variant, variants } from './lexical/variant.ts';

interface Scored {
  ids: string[];
  /** nDCG@10 of each query. */
  scores: number[];
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('Name judged sets: node bench/lexical-prototype.ts DIR …');
  process.exit(2);
}
const sets = folders.map((folder) => readJudgedSet(fromCaller(folder)));
const [usual, ...others] = variants;
const before = sets.map((set) => scoresOf(set, usual ?? { name: 'now' }));
for (const [at, { ids, scores }] of before.entries())
  console.log(`${sets[at]?.name}: ${ids.length} queries, nDCG@10 ${mean(scores).toFixed(4)}`);
console.log(`${' '.repeat(28)}${sets.map(({ name }) => name.padStart(15)).join('')}`);
for (const variant of others) compare(variant);

function scoresOf(set: JudgedSet, variant: Variant): Scored {
  const index = indexInMemory(set, variant);
  const run = new Map(set.queries.map(({ id, text }) => [id, rankInMemory(index, text, variant)]));
  const judged = judge(set, run);
  return { ids: [...judged.keys()], scores: [...judged.values()].map(({ ndcg10 }) => ndcg10) };
}

function compare(variant: Variant): void {
  const differences = sets.map((set, at) =>
    scoresOf(set, variant).scores.map((score, query) => score - (before[at]?.scores[query] ?? 0)),
  );
  const part = (half: number) =>
    differences.map((ofSet, at) =>
      ofSet.filter((_, query) => halfOf(before[at]?.ids[query] ?? '', at) === half),
    );
  const columns = differences.map((ofSet) => {
    const { difference, p } = pairedTest(ofSet);
    return `${signed(difference)}${p < 0.05 ? '*' : ' '}`.padStart(15);
  });
  const [chosen, other] = [part(0), part(1)];
  const p = (parts: number[][]) => pairedTest(parts.flat()).p.toFixed(3);
  const overall = [
    signed(mean(chosen.map(mean))),
    `${signed(mean(other.map(mean)))} (p ${p(other)})`,
    `${signed(mean(differences.map(mean)))} (p ${p(differences)})`,
  ];
  console.log(`${variant.name.padEnd(28)}${columns.join('')}  ${overall.join('  ')}`);
}

function halfOf(id: string, set: number): number {
  const name = sets[set]?.name ?? '';
  return (createHash('sha1').update(`${name}/${id}`).digest()[0] ?? 0) & 1;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}
