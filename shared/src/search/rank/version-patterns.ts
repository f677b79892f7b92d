import type { VersionPatterns } from '../../store/search/name-sql.ts';
import type { WordQuery } from './read-query.ts';
import { isAboutVersion, type VersionedName } from './versioned-names.ts';

/** A query with more words beside a version is a question, which a name does not answer. */
const maxOthers = 5;
/** How many of them a file may lack that is called by the version or the date alone. */
const mayLack = { version: 1, date: 2 };

/** How the names of files have a version or a date that a query names. */
export function versionPatterns(
  versioned: VersionedName,
  query: Pick<WordQuery, 'terms'>,
): VersionPatterns | null {
  const others = otherWords(versioned, query);
  if (others.length > maxOthers) return null;
  const { pattern, kind } = versioned;
  return {
    alone: {
      path: `(^|/)(v|version|release)?[-_. ]*${pattern}(\\.[^./[:digit:]]*)*(/|$)`,
      title: `^([[:alpha:]]+[-_ ]+)?v?${pattern}$`,
    },
    beside: allBut(mayLack[kind], others),
    within: pattern,
    others: allBut(0, others),
  };
}

/** What says something beside the version: each word as a tsquery of its terms. */
function otherWords(versioned: VersionedName, { terms }: Pick<WordQuery, 'terms'>): string[] {
  const said = terms.filter(
    ({ text, leastShare, isStopWord }) =>
      leastShare === null &&
      !isStopWord &&
      !versioned.words.includes(text) &&
      !isAboutVersion(text, versioned),
  );
  const words = Map.groupBy(said, ({ word }) => word);
  return [...words.values()].map((some) => `(${some.map(({ term }) => term).join('|')})`);
}

/** A tsquery of all words but some; null: it would ask for nothing. */
function allBut(missing: number, words: readonly string[]): string | null {
  if (words.length <= missing) return null;
  return subsets(words, words.length - missing)
    .map((some) => `(${some.join('&')})`)
    .join('|');
}

function subsets(words: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return words.flatMap((word, at) =>
    subsets(words.slice(at + 1), size - 1).map((some) => [word, ...some]),
  );
}
