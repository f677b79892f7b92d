// Measures how often `evidence` is wrong. It asks the queries of judged sets of their own corpus,
// which answers them, and of the others, which do not. It needs sets of at least two families,
// named by the part before the first hyphen, since astro-en and astro-fr answer each other's
// queries for names.   npm run bench:evidence -- DIR DIR … [--queries 70]
import { parseArgs } from 'node:util';
import { foldDuplicates } from '../shared/src/search/rank/fold-duplicates.ts';
import { fuseRankings } from '../shared/src/search/rank/fuse-rankings.ts';
import { rankHits } from '../shared/src/search/rank/rank-hits.ts';
import { readQuery } from '../shared/src/search/rank/read-query.ts';
import { bestCoverage, evidenceOf } from '../shared/src/search/show/evidence.ts';
import { matchedBy, showPage } from '../shared/src/search/show/show-page.ts';
import type { Database } from '../shared/src/store/connection/database.ts';
import { corpusSource } from './eval/corpus-source.ts';
import { ingest } from './eval/ingest.ts';
import { type JudgedSet, readJudgedSet } from './eval/judged-set.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { fromCaller } from './from-caller.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { queries: { type: 'string', default: '70' } },
});
const sets = positionals.map((folder) => readJudgedSet(fromCaller(folder)));
const familyOf = ({ name }: JudgedSet) => name.split('-')[0] ?? name;
if (new Set(sets.map(familyOf)).size < 2) {
  console.error('Name judged sets of two families at least: npm run bench:evidence -- DIR DIR …');
  process.exit(2);
}

const asked = { answerable: [] as Asked[], unanswerable: [] as Asked[] };
for (const corpus of sets) {
  const source = corpusSource(corpus);
  const database = await openBenchDatabase([source.name]);
  await ingest(database, source);
  for (const set of sets) {
    if (set !== corpus && familyOf(set) === familyOf(corpus)) continue;
    const answers = asked[set === corpus ? 'answerable' : 'unanswerable'];
    for (const query of spread(set.queries, Number(values.queries))) {
      answers.push(await ask(database, query.text));
    }
  }
  await database.close();
}

const thresholds = [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8];
const share = (all: readonly Asked[], is: (one: Asked) => boolean) =>
  Number((all.filter(is).length / all.length).toFixed(3));
console.table(
  Object.fromEntries(
    thresholds.map((threshold) => [
      threshold,
      {
        'answerable below': share(asked.answerable, ({ coverage }) => coverage < threshold),
        'unanswerable at or above': share(
          asked.unanswerable,
          ({ coverage }) => coverage >= threshold,
        ),
      },
    ]),
  ),
);
for (const [name, all] of Object.entries(asked)) {
  const shares = (['strong', 'weak', 'none'] as const).map(
    (evidence) => `${evidence} ${share(all, (one) => one.evidence === evidence)}`,
  );
  console.log(`${all.length} ${name} queries: ${shares.join(', ')}`);
}

interface Asked {
  coverage: number;
  evidence: string;
}

/** The evidence that search states for the first page of a query. */
async function ask(database: Database, text: string): Promise<Asked> {
  const query = await readQuery(database, text);
  const scope = {
    filters: {},
    onlyDocumentIds: null,
    excludedDocumentIds: [],
    maxDocuments: 200,
    minDocuments: 20,
  };
  const ranking = await rankHits(database, query, scope, { query: text, limit: 10 }, null);
  const { folded } = foldDuplicates(fuseRankings([ranking]), 10);
  const { shown } = await showPage(
    database,
    [query],
    folded,
    ranking.storedHits,
    {},
    { tokens: 0 },
  );
  const matched = matchedBy(shown, 0);
  return { coverage: bestCoverage(query, matched), evidence: evidenceOf(query, matched) };
}

/** At most `count` items of a list, evenly spread. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return items.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
}
