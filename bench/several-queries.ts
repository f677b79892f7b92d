// Measures what three wordings of a question in one call of search_documents find and cost, beside
// three calls. The wordings are made from the queries of a judged set: its words that are no stop
// words, the first two thirds of these, and all words but every third.
//   npm run bench:queries -- --set DIR [--queries 70]
import { parseArgs } from 'node:util';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { queryWords } from '../shared/src/lexical/query/query-terms.ts';
import { answerAssistant } from '../shared/src/search/assist/answer-assistant.ts';
import { leanJson } from '../shared/src/search/assist/lean-json.ts';
import { searchMarkdown } from '../shared/src/search/assist/search-markdown.ts';
import { searchRequest } from '../shared/src/search/request/search-request.ts';
import { searchPassages } from '../shared/src/search/search-passages.ts';
import {
  frequenciesOf,
  readFrequencyRows,
} from '../shared/src/store/documents/term-frequencies.ts';
import { corpusSource } from './eval/corpus-source.ts';
import { ingest } from './eval/ingest.ts';
import { type JudgedQuery, readJudgedSet } from './eval/judged-set.ts';
import { judge, mean } from './eval/metrics.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { fromCaller } from './from-caller.ts';

const { values } = parseArgs({
  options: { set: { type: 'string' }, queries: { type: 'string', default: '70' } },
});
if (values.set === undefined) {
  console.error('Say what to measure: npm run bench:queries -- --set DIR');
  process.exit(2);
}
const whole = readJudgedSet(fromCaller(values.set));
const step = Math.max(1, whole.queries.length / Number(values.queries));
const queries = whole.queries.filter(
  (_, at) => Math.floor(at / step) > Math.floor((at - 1) / step),
);
const set = { ...whole, queries };
const source = corpusSource(set);
const database = await openBenchDatabase([source.name]);
await ingest(database, source);
const { languages } = frequenciesOf(await readFrequencyRows(database, [], null));

/** Three wordings of a query. */
function wordingsOf({ text }: JudgedQuery): string[] {
  const { stopWords } = queryWords(text, languages);
  const words = text.split(/\s+/);
  const bare = (word: string) =>
    word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const content = words.filter((word) => !stopWords.includes(bare(word)));
  const wordings = [
    content,
    content.slice(0, Math.ceil((2 * content.length) / 3)),
    words.filter((_, at) => at % 3 !== 1),
  ];
  return wordings.map((some) => some.join(' ') || text);
}

/** The documents of an answer in their order, as a run has them. */
const asRun = (paths: readonly string[]) => new Map(paths.map((path, at) => [path, -at]));

async function ranked(wordings: string[]) {
  const request = searchRequest.parse({ queries: wordings, limit: 20 });
  return asRun((await searchPassages(database, request)).results.map(({ path }) => path));
}

/** What an assistant gets for its tokens, of the longer form. */
async function asked(wordings: string[]) {
  const answer = await answerAssistant(database, searchRequest.parse({ queries: wordings }));
  const named = [...answer.results, ...(answer.near_misses ?? [])];
  return {
    paths: named.map(({ path }) => path),
    tokens: Math.max(
      ...[leanJson(answer), searchMarkdown(answer)].map((form) => countTokens(form)),
    ),
  };
}

/** The share of a query's relevant documents that are among these. */
function recallOf(id: string, paths: readonly string[]): number {
  const excluded = set.excluded.get(id);
  const relevant = [...(set.relevant.get(id) ?? [])].filter(
    ([document, grade]) => grade > 0 && !excluded?.has(document),
  );
  const found = relevant.filter(([document]) => paths.includes(document));
  return found.length / Math.max(1, relevant.length);
}

const alone = [new Map(), new Map(), new Map()];
const together = new Map();
const figures: {
  recallOfThree: number;
  recallOfOne: number;
  tokensOfThree: number;
  tokensOfOne: number;
}[] = [];
for (const query of queries) {
  const wordings = wordingsOf(query);
  for (const [at, wording] of wordings.entries()) alone[at]?.set(query.id, await ranked([wording]));
  together.set(query.id, await ranked(wordings));
  const three = [];
  for (const wording of wordings) three.push(await asked([wording]));
  const one = await asked(wordings);
  figures.push({
    recallOfThree: recallOf(
      query.id,
      three.flatMap(({ paths }) => paths),
    ),
    recallOfOne: recallOf(query.id, one.paths),
    tokensOfThree: three.reduce((sum, { tokens }) => sum + tokens, 0),
    tokensOfOne: one.tokens,
  });
}
await database.close();

const ndcg = (run: Parameters<typeof judge>[1]) =>
  mean([...judge(set, run).values()].map(({ ndcg10 }) => ndcg10));
const average = (name: keyof (typeof figures)[number]) => mean(figures.map((one) => one[name]));
console.log(`${set.name}: ${queries.length} queries, three wordings each`);
console.log(
  `nDCG@10 alone ${alone.map((run) => ndcg(run).toFixed(4)).join(', ')}; together ${ndcg(together).toFixed(4)}`,
);
console.log(
  `recall of three calls ${average('recallOfThree').toFixed(4)}, of one ${average('recallOfOne').toFixed(4)}`,
);
const share = average('tokensOfOne') / average('tokensOfThree');
console.log(
  `tokens of three calls ${average('tokensOfThree').toFixed(0)}, of one ${average('tokensOfOne').toFixed(0)}: ${(100 * share).toFixed(1)} %`,
);
