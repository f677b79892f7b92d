// Whether a variant of search that some judged sets choose helps on the others: leave one set out.
// npm run eval:variants -- --set DIR --set DIR … --variant FOLDER --variant FOLDER …
// Each variant's folder has a run of each set, SET.tsv, written by `npm run eval -- --run`; the first
// variant is today's. Prints nDCG@10.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readJudgedSet } from './eval/judged-set.ts';
import { leaveOneSetOut, type SetScores } from './eval/leave-one-out.ts';
import { judge, mean } from './eval/metrics.ts';
import { readRun } from './eval/run-file.ts';
import { fromCaller } from './from-caller.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', multiple: true, default: [] },
    variant: { type: 'string', multiple: true, default: [] },
  },
});
if (values.set.length < 2 || values.variant.length < 2) {
  console.error('Name at least two sets (--set DIR) and two variants (--variant FOLDER).');
  process.exit(2);
}
const sets = values.set.map((folder): SetScores => {
  const set = readJudgedSet(fromCaller(folder));
  const scoresOf = (variant: string) => {
    const run = readRun(join(fromCaller(variant), `${set.name}.tsv`));
    return [...judge(set, run).values()].map(({ ndcg10 }) => ndcg10);
  };
  return { set: set.name, variants: values.variant.map(scoresOf) };
});
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
for (const { set, variants } of sets)
  console.log(set.padEnd(16), variants.map((scores) => mean(scores).toFixed(4)).join('  '));
const { choices, difference, p } = leaveOneSetOut(sets);
for (const choice of choices)
  console.log(
    `without ${choice.set}: ${values.variant[choice.chosen]} is best, there ${signed(choice.difference)}`,
  );
console.log(`mean ${signed(difference)}, p = ${p.toFixed(4)}`);
