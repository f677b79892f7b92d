import { weightsByTerm } from '../lexical/query-vector.ts';
import type { StoredHit } from '../store/read-hits.ts';
import { type FindRuns, termsIn } from './find-runs.ts';
import type { WordQuery } from './read-query.ts';

/** How sure it is that the answer is among the results. */
export type Evidence = 'strong' | 'weak' | 'none';

/** Calibrated on answerable and unanswerable queries: docs/decisions/0005-evidence.md. */
const thresholds = { strong: 0.65, weak: 0.4 };
/** Results that are looked at. */
const looksAt = 3;

/** What the words say: how much of what the query weighs one of the best passages holds. */
export function evidenceOf(query: WordQuery, hits: readonly StoredHit[], find: FindRuns): Evidence {
  const most = coverageOf(query, hits, find);
  if (most >= thresholds.strong) return 'strong';
  return most >= thresholds.weak ? 'weak' : 'none';
}

/** The most that one of the best passages covers, 0 to 1. */
export function coverageOf(query: WordQuery, hits: readonly StoredHit[], find: FindRuns): number {
  return Math.max(0, ...hits.slice(0, looksAt).map((hit) => coverage(query, hit, find)));
}

/**
 * The share of the query's words, each weighed by its idf among passages, that stand in a passage,
 * in the headings above it or in its document's title and path. A word nobody wrote counts, too.
 */
function coverage({ terms, passageWeights }: WordQuery, hit: StoredHit, find: FindRuns): number {
  const text = [hit.title, hit.path, ...hit.headingPath, hit.body].join('\n');
  const held = new Set(termsIn(text, hit.language, find));
  const weights = weightsByTerm(passageWeights);
  let all = 0;
  let found = 0;
  for (const variants of Map.groupBy(terms, ({ word }) => word).values()) {
    const weight = Math.max(...variants.map(({ term }) => weights.get(term) ?? 0));
    all += weight;
    if (variants.some(({ term }) => held.has(term))) found += weight;
  }
  return all === 0 ? 0 : found / all;
}
