import { holdsPhrase } from '../../lexical/query/holds-phrase.ts';
import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { unspacedWords } from '../../lexical/query/unspaced-words.ts';
import { bothNumbers } from '../../lexical/words/word-number.ts';
import type { StoredHit } from '../../store/search/read-hits.ts';
import { isCalled } from '../rank/read-name.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { Evidence } from '../request/search-request.ts';
import type { FindMatches, Match } from './find-matches.ts';
import { clauseCoverage, coveredShare, saysHeaviestClause } from './log-evidence.ts';
import { byUnspacedWords, type JudgedWord } from './unspaced-coverage.ts';
import { holdsAll, whatMatters } from './what-matters.ts';
import { areTogether } from './words-together.ts';

/** Coverage from which evidence may be strong, or is weak; calibrated in docs/decisions/0005-evidence.md. */
export const evidenceThresholds = { strong: 0.6, weak: 0.45 };
/** What a hit scores at least by words for strong evidence, in ln(passages), if it lacks some of them. */
const leastScore = 3.2;
/** Coverage of a pasted log, or of a clause of it, that is enough. */
const leastOfLog = 0.65;
/** How many of the best hits are considered. */
const consideredHits = 3;

/** A hit, and the query's matches in it. */
export interface MatchedHit {
  hit: StoredHit;
  /** Finds matches in a text of the hit's language. */
  find: FindMatches;
  /** In the passage's body. */
  matches: readonly Match[];
  /** Of the passage and its document, by words. */
  score: number;
}

/**
 * How well the query's words are covered by one of the best hits. The document that is called what the
 * query says, and comes first for it, is what it asks for.
 * @param isNamed whether the name of a file that is not indexed has them
 */
export function evidenceOf(
  query: WordQuery,
  best: readonly MatchedHit[],
  isNamed = false,
): Evidence {
  if (best.slice(0, 1).some(({ hit }) => isCalled(query.text, hit))) return 'strong';
  if (holdsNames(query, best) && isSpelledOut(query, best) && isAnswered(query, best))
    return 'strong';
  const isWeak =
    bestCoverage(query, best) >= evidenceThresholds.weak ||
    isNamed ||
    explainsClause(query, best) ||
    hasSpelled(query, best);
  return isWeak ? 'weak' : 'none';
}

/** Whether one of the best hits has enough of the query's words as they are spelt, and all of it that matters. */
function isAnswered(query: WordQuery, best: readonly MatchedHit[]): boolean {
  const sought = whatMatters(query);
  return best.slice(0, consideredHits).some((hit, at) => {
    const sure = coveredWords(query, hit).map((word) => ({
      ...word,
      isCovered: word.isCovered && !word.isGuessed,
    }));
    const isSaid = isEnough(query, hit, sure) || (at === 0 && isQuoted(query, hit, sure));
    return isSaid && holdsAll(sought, textOf(hit.hit), termsIn(hit));
  });
}

/**
 * Whether a hit has all of the words close together, or most of them and a score that passages do not
 * reach by chance: it grows with how few of them have its words, and with how often it has them.
 */
function isEnough(query: WordQuery, hit: MatchedHit, words: readonly JudgedWord[]): boolean {
  const share = coveredShare(words);
  if (readPastedLog(query.text) !== null) return share >= leastOfLog;
  if (share === 1 && areTogether(words, hit.matches)) return true;
  return share >= evidenceThresholds.strong && hit.score >= leastScoreOf(query);
}

/** Whether the query is a pasted log, and a hit has word for word what tells it from others. */
function isQuoted(query: WordQuery, { hit }: MatchedHit, words: readonly JudgedWord[]): boolean {
  const log = readPastedLog(query.text);
  return log !== null && saysHeaviestClause(log, words, hit.body);
}

/** What a hit scores at least that lacks some of the query's words. */
export function leastScoreOf({ frequencies }: WordQuery): number {
  return leastScore * Math.log(Math.max(1, frequencies.chunkCount));
}

/** Whether more than a stop word in some text was found for a query of stop words alone: one with marks, or a title. */
function isSpelledOut({ phrases }: WordQuery, [first]: readonly MatchedHit[]): boolean {
  const { spelled, isSpelled } = phrases;
  if (!isSpelled || spelled === null || /[^\p{L}\p{M}]/u.test(spelled)) return true;
  return (
    first !== undefined &&
    holdsPhrase([first.hit.title, ...first.hit.headingPath].join('\n'), spelled)
  );
}

/** Whether the first hit has what was searched for as it is spelt: one character may be a part of another word. */
function hasSpelled({ phrases }: WordQuery, [first]: readonly MatchedHit[]): boolean {
  const { spelled, isSpelled } = phrases;
  if (!isSpelled || spelled === null || first === undefined) return false;
  return textOf(first.hit).normalize('NFKC').includes(spelled);
}

/** Whether the query is a pasted log, and one of the best hits has what a clause of it says. */
function explainsClause(query: WordQuery, best: readonly MatchedHit[]): boolean {
  const log = readPastedLog(query.text);
  if (log === null) return false;
  const hits = best.slice(0, consideredHits).map((hit) => coveredWords(query, hit));
  return hits.some((words) => clauseCoverage(log, words) >= leastOfLog);
}

/** Whether one of the best hits has the names that are nothing without their stop words; true if there are none. */
function holdsNames({ phrases }: WordQuery, best: readonly MatchedHit[]): boolean {
  return phrases.names.every((name) =>
    best.slice(0, consideredHits).some(({ hit }) => {
      const text = textOf(hit);
      const forms = bothNumbers(name).flatMap((one) => [one, one.replace(/[\s-]+/g, '')]);
      return forms.some((form) => holdsPhrase(text, form));
    }),
  );
}

function textOf({ title, path, headingPath, body }: StoredHit): string {
  return [title, path, ...headingPath, body].join('\n');
}

/** The highest coverage among the best hits, 0 to 1. */
export function bestCoverage(query: WordQuery, best: readonly MatchedHit[]): number {
  return Math.max(0, ...best.slice(0, consideredHits).map((hit) => coverageOf(query, hit)));
}

/**
 * The share of the query's words that occur in a passage, its heading path, or its document's title or
 * path, or for which a synonym of several words does. Each counts the square root of its idf among
 * passages, so that one rare word does not stand for the others; of a log, its idf. A word that is not
 * in the index counts too.
 */
export function coverageOf(query: WordQuery, hit: MatchedHit): number {
  return coveredShare(coveredWords(query, hit));
}

/** The query's words, without those that it may not mean and the hit does not have. */
function coveredWords(
  { text: asked, terms, passageWeights, phrasesForWords }: WordQuery,
  shown: MatchedHit,
): JudgedWord[] {
  const inNames = termsInNames(shown);
  const matched = termsIn(shown);
  const text = textOf(shown.hit);
  const isLog = readPastedLog(asked) !== null;
  const held = phrasesForWords.filter(({ texts }) => texts.some((one) => holdsPhrase(text, one)));
  const stoodFor = new Set(held.flatMap(({ words }) => words));
  const weights = weightsByTerm(passageWeights);
  const words = [...Map.groupBy(terms, ({ word }) => word)].flatMap(([word, variants]) => {
    const idf = Math.max(...variants.map(({ term }) => weights.get(term) ?? 0));
    const weight = isLog ? idf : Math.sqrt(idf);
    const found = variants.filter(({ term }) => matched.has(term));
    const isCovered = stoodFor.has(word) || found.length > 0;
    const isGuessed =
      !stoodFor.has(word) && found.every((term) => term.nearSpellingOf !== undefined);
    const isMeant = isCovered || !variants.every(({ leastShare }) => leastShare !== null);
    const isElsewhere = stoodFor.has(word) || found.some(({ term }) => inNames.has(term));
    const inPassage = isElsewhere ? [] : found.map(({ term }) => term);
    const judged = { text: variants[0]?.text ?? '', weight, isCovered, isGuessed, inPassage };
    return isMeant ? [judged] : [];
  });
  const unspaced = unspacedWords(asked);
  return unspaced === null ? words : byUnspacedWords(words, unspaced, text);
}

/** The query's terms in a hit and in what it is called. */
function termsIn(hit: MatchedHit): Set<number> {
  return new Set([...termsInNames(hit), ...hit.matches.flatMap(({ terms }) => terms)]);
}

function termsInNames({ hit, find }: MatchedHit): Set<number> {
  const inNames = find([hit.title, hit.path, ...hit.headingPath].join('\n'));
  return new Set(inNames.flatMap(({ terms }) => terms));
}
