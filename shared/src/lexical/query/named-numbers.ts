import { isYear } from '../words/number-words.ts';

/** A number behind the word that says what it is the number of: HTTP 429, port 5432, Art. 5. */
export interface NamedNumber {
  label: string;
  number: string;
}

/** Named numbers of one query that are read: a bound on work. */
const maxNumbers = 4;
/** What a number counts that alone tells what is meant, as most of three digits do. */
const weightOfTelling = 1.5;

const named =
  /(?<![\p{L}\p{N}_])(\p{L}{2,20})\.?(?:[ \u00A0\u202F]|[ ]?[:#=][ ]?)((?:0x[\da-f]+|\d+(?:\.\d+)*))(?![\p{L}\p{N}_%]|[.,:/-]\d)/giu;

/** Those that stand one after the other are together: Art. 5 Abs. 2. A year is none: July 2026. */
export function namedNumbers(query: string): NamedNumber[][] {
  const groups: NamedNumber[][] = [];
  let end = -1;
  for (const found of [...query.matchAll(named)].slice(0, maxNumbers)) {
    const [text, label = '', number = ''] = found;
    if (isYear(Number(number))) continue;
    const isNext = end >= 0 && /^[\s,]{0,2}$/.test(query.slice(end, found.index));
    if (isNext) groups.at(-1)?.push({ label, number });
    else groups.push([{ label, number }]);
    end = found.index + text.length;
  }
  return groups;
}

/** How much a number of a query counts: more, if a word says of what it is the number, and it is long. */
export function weightsOfNumbers(query: string): ReadonlyMap<string, number> {
  if (!/\d/.test(query)) return new Map();
  const telling = namedNumbers(query)
    .flat()
    .map(({ number }) => number.toLowerCase())
    .filter((number) => number.length > 2);
  return new Map(telling.map((number) => [number, weightOfTelling]));
}
