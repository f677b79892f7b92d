import {
  type CandidateQuery,
  type CandidateWord,
  candidateQuery,
  frequencyOf,
} from '../../lexical/query/candidate-query.ts';
import { phraseWords } from '../../lexical/query/query-phrases.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { termLevels } from '../../lexical/weights/term-levels.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { isFiltering } from '../../store/documents/document-filters.ts';
import type { Candidates } from '../../store/search/candidate-sql.ts';
import {
  type FoundPassages,
  findPassages,
  nothingFound,
  type PassageQuery,
} from '../../store/search/find-passages.ts';
import type { SearchScope } from '../../store/search/search-scope.ts';
import { isIndexed, isLeftOut } from './is-indexed.ts';
import { kindFactors } from './kind-factors.ts';
import { phrasePattern } from './phrase-pattern.ts';
import { preferredPhrases, titlePhrases } from './preferred-phrases.ts';
import { readName } from './read-name.ts';
import type { WordQuery } from './read-query.ts';

/** Passages that are scored in the first round: this share of the index, within bounds. */
const candidateShare = 0.01;
/** More when blended with meaning, whose weight was measured on that many candidates (decision 6). */
const minCandidates = { wordsOnly: 300, blended: 400 };
const maxCandidates = 700;
/** Passages from which an index counts as large. */
const largeIndex = 20_000;
/**
 * Passages whose documents are scored too, in the first round; the others rarely catch up, least of
 * all in a small index (decision 13).
 */
const scoredDocuments = { smallIndex: 120, largeIndex: 150, blended: 200 };
/**
 * Scans of the full-text index, each for a part of the clauses. One scan checks every term for each
 * passage that any clause finds, which takes a quarter longer than six in a large index. In a small
 * one, planning the longer statement costs more than that.
 */
const scansOf = { smallIndex: 1, largeIndex: 6 };
/** Factor by which a round that finds too few documents enlarges both numbers of passages. */
const roundFactor = 5;

/** None of the query's words is in the index, and passages with its phrases, and names, are added anyway. */
const onlyPhrases: CandidateQuery = { clauses: [], isExhaustive: true };

/** One attempt to find enough documents. */
export interface CandidateRound {
  candidates: Candidates;
  /** How many passages the clauses were chosen to find; null: every passage of some documents. */
  minPassages: number | null;
  /** How many documents it found. */
  documents: number;
}

export interface WordRanking extends FoundPassages {
  /** Whether no other document holds any of the words, except those beyond the limit. */
  isComplete: boolean;
  rounds: CandidateRound[];
}

/**
 * Ranks by words alone: the best passage of each of the best documents, best first. Candidates are
 * the passages that hold most of the query's weight; if these belong to too few documents, as under
 * a filter, further rounds take more, up to all passages that hold any of the words. If a filter
 * leaves few documents, every passage of theirs is a candidate.
 * @param use whether the ranking is the answer, whose first hits are read at once, or will be
 *   blended with what an embedder finds
 */
export async function rankByWords(
  database: Queryable,
  query: WordQuery,
  scope: SearchScope,
  use: Pick<PassageQuery, 'storedHitCount' | 'meaning'> | 'blended',
): Promise<WordRanking> {
  const nothing = { ...nothingFound, isComplete: true, rounds: [] };
  const { onlyDocumentIds } = scope;
  if (query.terms.length === 0 || onlyDocumentIds?.length === 0) return nothing;
  const passageQuery = {
    passageWeights: query.passageWeights,
    documentWeights: query.documentWeights,
    required: query.phrases.areRequired ? query.phrases.quoted.map(phrasePattern) : [],
    preferred: preferredPhrases(query),
    inTitles: titlePhrases(query),
    name: readName(query),
    kindFactors: kindFactors(query),
    scope,
    storedHitCount: use === 'blended' ? 0 : use.storedHitCount,
    meaning: use === 'blended' ? null : use.meaning,
    assumed: query.assumed,
  };
  if (onlyDocumentIds !== null) {
    const candidates = { documentIds: onlyDocumentIds };
    const found = await findPassages(database, { ...passageQuery, candidates });
    const rounds = [{ candidates, minPassages: null, documents: found.passages.length }];
    return { ...found, isComplete: true, rounds };
  }
  const words = candidateWords(query);
  const size = query.frequencies.chunkCount;
  const { minPassages, maxPassages, scans } = firstRound(size, use === 'blended');
  const names = passageQuery.name?.sought ?? [];
  const rounds: CandidateRound[] = [];
  for (let factor = 1; ; factor *= roundFactor) {
    const selection = candidateQuery(words, size, minPassages * factor);
    const isSought = names.length > 0 || passageQuery.preferred.some((one) => one.isSought);
    if (selection === null && !isSought) return nothing;
    const { clauses, isExhaustive } = selection ?? onlyPhrases;
    const isUnlimited = isFiltering(scope.filters) || isExhaustive;
    const candidates = {
      clauses,
      names,
      scans,
      maxPassages: isUnlimited ? null : maxPassages * factor,
    };
    const found = await findPassages(database, { ...passageQuery, candidates });
    const documents = found.passages.length;
    rounds.push({ candidates, minPassages: minPassages * factor, documents });
    if (isExhaustive || documents >= scope.minDocuments)
      return { ...found, isComplete: isExhaustive, rounds };
  }
}

/** @param size the number of passages in the index */
function firstRound(size: number, isBlended: boolean) {
  const index = size < largeIndex ? 'smallIndex' : 'largeIndex';
  const fewest = minCandidates[isBlended ? 'blended' : 'wordsOnly'];
  return {
    minPassages: Math.min(maxCandidates, Math.max(fewest, candidateShare * size)),
    maxPassages: scoredDocuments[isBlended ? 'blended' : index],
    scans: scansOf[index],
  };
}

/**
 * The words that select candidates. If the query has a phrase, the rarest of its words is enough:
 * every passage that holds the phrase holds that word.
 */
function candidateWords({
  terms,
  frequencies,
  passageWeights,
  phrases,
}: WordQuery): CandidateWord[] {
  const weights = weightsByTerm(passageWeights);
  const inPhrases = new Set(phrases.areRequired ? phrases.quoted.flatMap(phraseWords) : []);
  const inIndex = (term: QueryTerm) => isIndexed(term, frequencies);
  const words = [...Map.groupBy(terms, ({ word }) => word).values()].map((variants) => ({
    isInPhrase: variants.some(
      (term) => inPhrases.has(term.text) && inIndex(term) && !isLeftOut(term.text, frequencies),
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
