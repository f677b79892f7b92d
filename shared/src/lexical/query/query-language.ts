import { fold } from '../words/fold.ts';
import { languages as known } from '../words/languages.ts';
import { isStopWord } from '../words/tokenize.ts';

/** How many stop words more than any language of the index another language needs, to be the query's. */
const leadOfOthers = { plain: 2, accented: 1 };
const accented = /[\u00C0-\u024F]/;

/** The languages of an index (ISO 639-1), each with its share of the passages, 0 to 1. */
export type LanguageShares = ReadonlyMap<string, number>;

/**
 * A language has ordinary words of its own in the index if its share is this part of the share of
 * the query's language, at least: a smaller one is mostly texts whose language was mistaken.
 */
const leastRival = 0.25;

export interface QueryLanguage {
  /** The languages most of whose stop words the query has (ISO 639-1), that of most passages first. */
  likely: string[];
  /** Words that are not searched for. */
  stopWords: Set<string>;
  /**
   * Stop words of the likely language that are ordinary words in another of the index, where only
   * one word decides between the two: "man page" in an index with Swedish texts.
   */
  doubtful: Set<string>;
}

/**
 * The language a query seems to be in, and its stop words in it. The languages of the index vote, each
 * with the stop words that the query has of it. Any other language wins only with a clear lead: by
 * two words, or by one if a letter of the query has an accent. In a tie, the stop words of all tied
 * languages are left out, because a short query in French must not search for "le". Interrogatives
 * are left out only if there is no tie: "comment" is a question in French and a noun in English.
 * @param words distinct, in lower case
 */
export function queryLanguage(words: readonly string[], shares: LanguageShares): QueryLanguage {
  const held = [...shares.keys()];
  const folded = words.map(fold);
  const votes = new Map(
    [...new Set([...held, ...known.keys()])].map((code) => {
      const stopWords = known.get(code)?.stopWords;
      return [code, words.filter((_, at) => stopWords?.has(folded[at] ?? ''))];
    }),
  );
  const countOf = (code: string) => votes.get(code)?.length ?? 0;
  const mostHeld = Math.max(0, ...held.map(countOf));
  const lead = words.some((word) => accented.test(word))
    ? leadOfOthers.accented
    : leadOfOthers.plain;
  const others = [...votes.keys()].filter((code) => !held.includes(code));
  const mostOther = Math.max(0, ...others.map(countOf));
  const likely = withoutTie(
    mostOther >= mostHeld + lead
      ? others.filter((code) => countOf(code) === mostOther)
      : held.filter((code) => countOf(code) === mostHeld),
    words,
  );
  const shareOf = (code: string) => shares.get(code) ?? 0;
  likely.sort((a, b) => shareOf(b) - shareOf(a));
  const stopWords = new Set(likely.flatMap((code) => votes.get(code) ?? []));
  const [likeliest = '', ...tied] = likely;
  if (countOf(likeliest) > 0 && tied.length === 0) {
    const interrogatives = known.get(likeliest)?.questionWords;
    for (const word of words) if (interrogatives?.has(fold(word))) stopWords.add(word);
  }
  const most = tied.length === 0 ? stopWords.size : countOf(likeliest);
  const rivals = held.filter(
    (code) =>
      code !== likeliest &&
      countOf(code) >= most - 1 &&
      shareOf(code) >= leastRival * shareOf(likeliest),
  );
  const isOrdinary = (word: string) => rivals.some((code) => !isStopWord(word, code));
  const doubtful = held.includes(likeliest) ? [...stopWords].filter(isOrdinary) : [];
  for (const word of doubtful) stopWords.delete(word);
  return { likely, stopWords, doubtful: new Set(doubtful) };
}

/** Of tied languages, the one that has an interrogative in the query; English has comments, too. */
function withoutTie(tied: string[], words: readonly string[]): string[] {
  if (tied.length < 2 || tied.includes('en')) return tied;
  const asking = tied.filter((code) =>
    words.some((word) => known.get(code)?.questionWords.has(fold(word))),
  );
  return asking.length === 1 ? asking : tied;
}
