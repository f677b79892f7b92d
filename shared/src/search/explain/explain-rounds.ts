import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { termLevels } from '../../lexical/weights/term-levels.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { countCandidates } from '../../store/search/read-explanation.ts';
import { phrasePattern } from '../rank/phrase-pattern.ts';
import type { CandidateRound } from '../rank/rank-by-words.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';

type Round = NonNullable<SearchExplanation['rounds']>[number];

/** How candidates were found, round by round; each is counted again. */
export async function explainRounds(
  database: Queryable,
  { terms, phrases }: WordQuery,
  rounds: readonly CandidateRound[],
): Promise<Round[]> {
  const patterns = phrases.areRequired ? phrases.quoted.map(phrasePattern) : [];
  const explained: Round[] = [];
  for (const { candidates, minPassages, documents } of rounds) {
    const counts = await countCandidates(database, candidates, patterns);
    const clauses = 'clauses' in candidates ? candidates.clauses : [];
    const maxPassages = 'clauses' in candidates ? candidates.maxPassages : null;
    explained.push({
      min_passages: minPassages,
      clauses: clauses.map((clause) => readableClause(clause, terms)),
      passages: counts.passages,
      kept_passages: Math.min(counts.passages, maxPassages ?? counts.passages),
      named_documents: counts.namedDocuments,
      documents,
    });
  }
  return explained;
}

/** A tsquery with tokens for hashes and weights for levels: `valid ≥ 1.3 & (bodi | corp)`. */
function readableClause(clause: string, terms: readonly QueryTerm[]): string {
  const tokens = new Map(terms.map(({ term, token }) => [term, token]));
  const readable = clause
    .replace(/([|&])/g, ' $1 ')
    .replace(/(\d+)([a-z]?)/g, (_, term: string, suffix: string) => {
      const token = tokens.get(Number(term)) ?? term;
      const level = suffix && termLevels.find((one) => one.suffix === suffix);
      return level ? `${token} ≥ ${level.least}` : token;
    });
  return withoutParentheses(withoutParentheses(readable));
}

/** Without those around a single term. */
function withoutParentheses(clause: string): string {
  return clause.replace(/\(([^()|&]+)\)/g, '$1');
}
