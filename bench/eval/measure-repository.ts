import { randomBytes } from 'node:crypto';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import { answerKeyFile } from '../../shared/src/answer-key/answer-key-file.ts';
import {
  type AnsweredQuestion,
  askQuestions,
  reportRecall,
} from '../../shared/src/answer-key/measure-recall.ts';
import { type Question, readAnswerKey } from '../../shared/src/answer-key/read-answer-key.ts';
import { readStoredKey } from '../../shared/src/answer-key/stored-key.ts';
import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import { drainEmbeddings } from '../../shared/src/ingest/embeddings/drain-embeddings.ts';
import { createLogger } from '../../shared/src/log.ts';
import { cautiousWeight } from '../../shared/src/search/rank/blend-scores.ts';
import { type QueryEmbedder, queryEmbedder } from '../../shared/src/search/rank/embed-query.ts';
import { githubRepository } from '../../shared/src/sources/github/repository.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { ingest } from './ingest.ts';
import { mean, pairedTest } from './metrics.ts';
import { openBenchDatabase } from './open-bench-database.ts';

/** A question's score: 1 / rank of the first right document, 0 where none is among the first ten. */
const score = ({ rank }: AnsweredQuestion) => (rank === null ? 0 : 1 / rank);

/**
 * Indexes a git clone and prints how well search answers its answer key: the figures that a sync
 * records. Searches by words and, if an embedder is configured, by meaning.
 * @param tune whether to try other weights of meaning, and say whether one is better
 */
export async function measureRepository(
  folder: string,
  { weight, tune, json }: { weight: number | undefined; tune: boolean; json: boolean },
): Promise<void> {
  const clone = await openClone(folder);
  const database = await openBenchDatabase([clone.name]);
  const token = randomBytes(16).toString('hex');
  const api = await startGithubApi({ clones: [clone], token });
  const deadline = Number.MAX_SAFE_INTEGER;
  await ingest(database, githubRepository(clone.name, { apiUrl: api.url, token, deadline }));
  await api.close();
  const key = await readStoredKey(
    database,
    { kind: 'github', name: clone.name },
    answerKeyFile.path,
  );
  if (key === undefined) {
    throw new Error(
      `There is no ${answerKeyFile.path} that can be read at the clone's last commit.`,
    );
  }
  const questions = await readAnswerKey(key.text);
  const embedder = await embedAll(database);
  const ask = (at: number) => askAll(database, embedder, key.sourceId, questions, at);
  const usual = weight ?? cautiousWeight;
  const { answered, unknownPaths } = await ask(usual);
  const report = reportRecall(questions.length, answered, unknownPaths);
  const by = embedder === null ? 'words alone' : `words and meaning, EMBED_WEIGHT=${usual}`;
  console.log(`${clone.name}, ${by}: ${report.found} of ${report.asked} questions found`);
  console.log(`recall@10 ${report.recall10}, MRR@10 ${report.mrr10}`);
  for (const question of report.missed) console.log(`not found: ${question}`);
  for (const path of report.unknown_paths) console.log(`no such document: ${path}`);
  if (tune && embedder === null) console.log('--tune needs an embedder: set EMBED_PROVIDER.');
  if (tune && embedder !== null)
    await tuneWeight(usual, answered, async (at) => (await ask(at)).answered);
  if (json) console.log(JSON.stringify({ repository: clone.name, ...report }));
  await database.close();
}

async function embedAll(database: Database): Promise<QueryEmbedder | null> {
  const embedder = openEmbedder(process.env);
  if (embedder === null) return null;
  const { state, message } = await drainEmbeddings(database, {
    embedder,
    holder: 'bench',
    deadline: Date.now() + 24 * 3600 * 1000,
    monthlyCharacters: null,
    log: createLogger('bench', { level: 'warn' }),
  });
  if (state !== 'complete') throw new Error(message ?? 'Not everything could be embedded.');
  return queryEmbedder(embedder, { weight: 0, budgetMs: 60_000, firstBudgetMs: 60_000 });
}

function askAll(
  database: Database,
  embedder: QueryEmbedder | null,
  sourceId: number,
  questions: readonly Question[],
  weight: number,
) {
  const index = {
    query: database.query.bind(database),
    queryEmbedder: embedder && { ...embedder, weight },
  };
  return askQuestions(index, sourceId, questions, Number.POSITIVE_INFINITY);
}

/** Suggests another weight only if it is significantly better than the current one. */
async function tuneWeight(
  usual: number,
  before: readonly AnsweredQuestion[],
  ask: (weight: number) => Promise<AnsweredQuestion[]>,
): Promise<void> {
  console.log('\nEMBED_WEIGHT  recall@10  MRR@10  to now      p');
  let best = { weight: usual, difference: 0, p: 1 };
  for (let tenths = 0; tenths <= 8; tenths++) {
    const weight = tenths / 10;
    const answered = await ask(weight);
    const { difference, p } = pairedTest(
      answered.map((one, at) => score(one) - score(before[at] ?? one)),
    );
    const recall = mean(answered.map(({ rank }) => (rank === null ? 0 : 1)));
    const figures = [recall, mean(answered.map(score)), difference, p].map((n) => n.toFixed(3));
    console.log(
      `${weight.toFixed(1).padEnd(12)}${figures.map((text) => text.padStart(9)).join('')}`,
    );
    if (difference > best.difference) best = { weight, difference, p };
  }
  if (best.difference <= 0) console.log(`Keep EMBED_WEIGHT=${usual}: no other weight finds more.`);
  else if (best.p < 0.05) console.log(`Set EMBED_WEIGHT=${best.weight}.`);
  else {
    console.log(
      `EMBED_WEIGHT=${best.weight} finds more, but so few questions may say so by chance (p ≥ .05): ask more, or keep ${usual}.`,
    );
  }
}
