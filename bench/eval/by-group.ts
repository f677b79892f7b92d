import type { JudgedQuery } from './judged-set.ts';
import { mean, type Scores } from './metrics.ts';

/** The mean nDCG@10 of each group of queries, by the group's name; of queries without one, none. */
export function ndcgByGroup(
  queries: readonly JudgedQuery[],
  scores: ReadonlyMap<string, Scores>,
): Map<string, number> {
  const groups = new Map<string, number[]>();
  for (const { id, group } of queries) {
    if (group === undefined) continue;
    groups.set(group, [...(groups.get(group) ?? []), scores.get(id)?.ndcg10 ?? 0]);
  }
  return new Map([...groups].map(([group, values]) => [group, mean(values)]));
}
