import {
  type CandidateWord,
  candidateQuery,
  frequencyOf,
} from '../../lexical/query/candidate-query.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { termLevels } from '../../lexical/weights/term-levels.ts';
import { tokenOf } from '../../lexical/words/tokenize.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { isFiltering } from '../../store/documents/document-filters.ts';
import {
  type FoundPassages,
  findPassages,
  type PassageQuery,
} from '../../store/search/find-passages.ts';
import type { Reach } from '../../store/search/search-scope.ts';
import { phrasePattern } from './phrase-pattern.ts';
import { phraseWords } from './phrase-words.ts';
import { isIndexed, type WordQuery } from './read-query.ts';

/** Passages that are scored at first, of so many in the index: 1 %, within these bounds. */
const candidateShare = 0.01;
const fewestCandidates = { alone: 300, blended: 400 };
const mostCandidates = 700;
/** From so many passages on an index is large. */
const largeIndex = 20_000;
/**
 * Passages whose documents are scored, too, at first; the others hardly catch up, least of all in a
 * small index (docs/decisions/0013-candidates-by-weight.md). More where meaning has its say: its
 * weight was measured on the spread of so many (docs/decisions/0006-embeddings.md).
 */
const mostPassages = { small: 120, large: 150, blended: 200 };
/**
 * A large index is gone through once for each of so many parts of the clauses: it looks at each word
 * of a part for each passage that any of them finds, which takes a quarter longer for all at once.
 * In a small one that is less than planning the longer statement takes.
 */
const scansOf = { small: 1, large: 6 };
/** How many times as many of both it is where that finds too few documents. */
const widening = 5;

export interface WordRanking extends FoundPassages {
  /** Whether no other document holds any of the words, but those beyond the limit. */
  isComplete: boolean;
}

/**
 * Ranks by words alone: the best passage of each of the best documents, best first. Candidates hold
 * what weighs most of the query; where that finds too few documents, as a filter may have it, ever
 * more of them, up to all that hold any of its words. Where a filter leaves few documents, every
 * passage of theirs is one.
 * @param shown how many of the first are told as an answer shows them; undefined: meaning has its
 *   say, too, so that none is known to be shown
 */
export async function rankByWords(
  database: Queryable,
  query: WordQuery,
  { filters, among, without, limit, enough }: Reach,
  shown?: number,
): Promise<WordRanking> {
  const nothing: WordRanking = { passages: [], shown: [], isComplete: true };
  if (query.terms.length === 0) return nothing;
  if (among?.length === 0) return nothing;
  const { passageWeights, documentWeights } = query;
  const find = (candidates: PassageQuery['candidates']) =>
    findPassages(database, {
      candidates,
      passageWeights,
      documentWeights,
      phrases: query.phrases.map(phrasePattern),
      filters,
      without,
      limit,
      shown: shown ?? 0,
    });
  if (among !== null) return { ...(await find({ documentIds: among })), isComplete: true };
  const words = soughtWords(query);
  const size = query.frequencies.chunkCount;
  const kind = shown === undefined ? 'blended' : 'alone';
  const wanted = Math.min(mostCandidates, Math.max(fewestCandidates[kind], candidateShare * size));
  const extent = size < largeIndex ? 'small' : 'large';
  const scans = scansOf[extent];
  const passages = mostPassages[kind === 'alone' ? extent : kind];
  for (let width = 1; ; width *= widening) {
    const candidates = candidateQuery(words, size, wanted * width);
    if (candidates === null) return nothing;
    const { clauses, isWidest } = candidates;
    const most = isFiltering(filters) || isWidest ? null : passages * width;
    const found = await find({ clauses, scans, most });
    if (isWidest || found.passages.length >= enough) return { ...found, isComplete: isWidest };
  }
}

/**
 * The words that make candidates. Of a phrase its rarest is enough: it stands in each passage that
 * holds the phrase.
 */
function soughtWords({ terms, frequencies, passageWeights, phrases }: WordQuery): CandidateWord[] {
  const weights = weightsByTerm(passageWeights);
  const inIndex = (term: QueryTerm) => isIndexed(term, frequencies);
  const said = new Set(phrases.flatMap(phraseWords));
  // A passage of a language in which it is a stop word does not have it.
  const isStopWord = (word: string) =>
    frequencies.languages.some((language) => tokenOf(word, language) === null);
  const words = [...Map.groupBy(terms, ({ word }) => word).values()].map((variants) => ({
    isInPhrase: variants.some(
      (term) => said.has(term.text) && inIndex(term) && !isStopWord(term.text),
    ),
    terms: [...new Set(variants.filter(inIndex).map(({ term }) => term))],
    weight: Math.max(...variants.map(({ term }) => weights.get(term) ?? 0)),
    frequencies: termLevels.map((_, level) =>
      variants.reduce((sum, { term }) => sum + (frequencies.levels.get(term)?.[level] ?? 0), 0),
    ),
  }));
  const [rarest] = words
    .filter(({ isInPhrase }) => isInPhrase)
    .sort((a, b) => frequencyOf(a) - frequencyOf(b));
  return rarest ? [rarest] : words;
}
