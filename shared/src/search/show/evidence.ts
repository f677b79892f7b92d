import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import type { StoredHit } from '../../store/search/read-hits.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { Evidence } from '../request/search-request.ts';
import type { FindRuns, FoundRun } from './find-runs.ts';

/** Calibrated on answerable and unanswerable queries: docs/decisions/0005-evidence.md. */
const thresholds = { strong: 0.65, weak: 0.4 };
/** Results that are looked at. */
const looksAt = 3;

/** One of the best passages, and what of the query stands in it. */
export interface ReadHit {
  hit: StoredHit;
  /** Finds it in a text of the hit's language. */
  find: FindRuns;
  /** Where it stands in the body. */
  found: readonly FoundRun[];
}

/** What the words say: how much of what the query weighs one of the best passages holds. */
export function evidenceOf(query: WordQuery, best: readonly ReadHit[]): Evidence {
  const most = coverageOf(query, best);
  if (most >= thresholds.strong) return 'strong';
  return most >= thresholds.weak ? 'weak' : 'none';
}

/** The most that one of the best passages covers, 0 to 1. */
export function coverageOf(query: WordQuery, best: readonly ReadHit[]): number {
  return Math.max(0, ...best.slice(0, looksAt).map((one) => coverage(query, one)));
}

/**
 * The share of the query's words, each weighed by its idf among passages, that stand in a passage,
 * in the headings above it or in its document's title and path. A word nobody wrote counts, too.
 */
function coverage({ terms, passageWeights }: WordQuery, { hit, find, found }: ReadHit): number {
  const around = find([hit.title, hit.path, ...hit.headingPath].join('\n'));
  const held = new Set([...around, ...found].flatMap((run) => run.terms));
  const weights = weightsByTerm(passageWeights);
  let all = 0;
  let covered = 0;
  for (const variants of Map.groupBy(terms, ({ word }) => word).values()) {
    const weight = Math.max(...variants.map(({ term }) => weights.get(term) ?? 0));
    all += weight;
    if (variants.some(({ term }) => held.has(term))) covered += weight;
  }
  return all === 0 ? 0 : covered / all;
}
