import type { KindFactors } from '../../store/search/kind-factors-sql.ts';
import type { WordQuery } from './read-query.ts';

/** What the score of a test is multiplied by: what defines or documents a name goes before what tests it. */
const testFactor = 0.7;
/**
 * The same where a query is names of code alone: tests hold a name whole (`Table.next`) that a class
 * or its page has in two places.
 */
const testOfNameFactor = 0.5;
const wordsForTests =
  /^(tests?|testing|tested|specs?|e2e|fixtures?|mocks?|mocked|asserts?|assertions?|pytest|conftest|jest|vitest|testcase)$/;

/** With a capital inside, `_`, or parts: `nextHighWater`, `next_water()`, `Table.nextWater`, `Table::next`. */
const nameOfCode =
  /^(?=.*(?:\p{Ll}\p{Lu}|[_.#:(]|->))[\p{L}_$@][\p{L}\p{N}_$]*(?:(?:\.|::|#|->)[\p{L}_$][\p{L}\p{N}_$]*)*(?:\(\))?$/u;
/** As files end: `table.ts` is a name, but none that code defines. */
const endOfFile = /\.\p{Ll}{1,4}$/u;

/** What the score of a thread is multiplied by: what a team keeps in files goes before what somebody said of it once. */
const threadFactor = 0.7;
/** Of questions for reasons, which stand in threads, and for threads themselves. */
const wordsForThreads =
  /(?<![\p{L}\p{N}])(why|reasons?|rationale|because|causes?|caused|decide[sd]?|decisions?|issues?|tickets?|pull requests?|PRs?|discuss(?:ed|ions?)?|pourquoi|raisons?|décidée?s?|décisions?)(?![\p{L}\p{N}])/iu;

/** A document of a kind that the query does not ask for counts less. */
export function kindFactors({ terms, text }: Pick<WordQuery, 'terms' | 'text'>): KindFactors {
  return {
    test: terms.some((term) => wordsForTests.test(term.text)) ? 1 : factorOfTests(text),
    // In the query as it is written: its stop words tell, too.
    thread: wordsForThreads.test(text) ? 1 : threadFactor,
  };
}

function factorOfTests(text: string): number {
  const words = text.trim().split(/\s+/);
  const areNames = words.every((word) => nameOfCode.test(word) && !endOfFile.test(word));
  return areNames ? testOfNameFactor : testFactor;
}
