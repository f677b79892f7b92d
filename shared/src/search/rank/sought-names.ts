import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { tokenOf, undetermined } from '../../lexical/words/tokenize.ts';
import { joinedName } from '../../store/search/name-sql.ts';
import type { NumberedName } from './numbered-names.ts';
import type { WordQuery } from './read-query.ts';
import type { VersionedName } from './versioned-names.ts';

/** Words of a query that a file's name may join. */
const maxJoined = 4;

interface QueryNames {
  /** As `plainName` gives them. */
  names: readonly string[];
  numbers: readonly NumberedName[];
  versioned: VersionedName | null;
}

/**
 * Tsqueries of the names in a query that its words need not find: the number of ADR-4 and ADR4, the
 * version in a question, and what several words are as one (payment service: PaymentService) or one as two.
 */
export function soughtNames(
  { names, numbers, versioned }: QueryNames,
  { frequencies, phrasesForWords }: Pick<WordQuery, 'frequencies' | 'phrasesForWords'>,
): string[] {
  const joined = names
    .filter((name) => / /.test(name) && name.split(' ').length <= maxJoined)
    .flatMap((name) => tokensOf(joinedName(name), [...frequencies.languages.keys()]));
  return [
    ...phrasesForWords
      .filter(({ takesApart }) => takesApart?.isKnown === false)
      .map(({ terms }) => terms.map((some) => `(${some.join('|')})`).join('&')),
    ...numbers.map(({ groups }) => groups.map(hashTerm).join('&')),
    ...(versioned?.words.slice(0, 1) ?? []).map((word) => `${hashTerm(word)}`),
    ...[...new Set(joined)].map((token) => `${hashTerm(token)}`),
  ];
}

function tokensOf(word: string, languages: readonly string[]): string[] {
  if (/ /.test(word)) return [];
  return [...languages, undetermined].flatMap((language) => tokenOf(word, language) ?? []);
}
