import { hyphenedNames } from '../../lexical/query/joined-names.ts';
import type { LanguageShares } from '../../lexical/query/query-language.ts';
import { queryPhrases, withoutPhrases } from '../../lexical/query/query-phrases.ts';
import { queryWords } from '../../lexical/query/query-terms.ts';
import { readWords } from '../../lexical/words/read-words.ts';

/** What a query says that is looked for as it stands. */
export interface QueryPhrases {
  /** What it has in quotes, as written. */
  quoted: string[];
  /** Whether a result must hold all of that, because the query asks for nothing else. */
  areRequired: boolean;
  /** Whether nothing in the scope holds what was required. */
  areNowhere: boolean;
  /**
   * What means something else without its stop words: names such as on-call, and as a whole a query
   * of only one other word, such as "IT department" or "log in".
   */
  names: string[];
  /** A short query as a whole, if it has two other words. */
  whole: string | null;
}

/** A longer query is a sentence, whose stop words say little. */
const maxWords = 4;

export function readPhrases(query: string, languages: LanguageShares): QueryPhrases {
  const quoted = queryPhrases(query);
  const unquoted = withoutPhrases(query);
  const { stopWords } = queryWords(unquoted, languages);
  const words = readWords(unquoted);
  const content = words.filter((word) => !stopWords.includes(word));
  const isShort = words.length <= maxWords && content.length < words.length;
  const hyphened = hyphenedNames(unquoted, (word) => stopWords.includes(word));
  const whole = unquoted.replace(/[?!.]+\s*$/, '').trim();
  return {
    quoted,
    areRequired: quoted.length > 0 && content.length === 0,
    areNowhere: false,
    names: [...new Set([...hyphened, ...(isShort && content.length === 1 ? [whole] : [])])],
    whole: isShort && content.length === 2 ? whole : null,
  };
}
