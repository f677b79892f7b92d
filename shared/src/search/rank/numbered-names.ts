import { isYear } from '../../lexical/words/number-words.ts';
import type { NamePattern } from '../../store/search/name-sql.ts';

/** A number within a series: ADR 12, INC-2024-7. */
export interface NumberedName {
  series: string;
  /** Without zeros in front. */
  groups: string[];
}

const groups = '\\d{1,8}(?:[-_/]\\d{1,8}){0,2}';
const whole = new RegExp(`^(\\p{L}{2,20})[\\s_#-]*(${groups})$`, 'u');
/** The same within a question, where only capitals tell a series from a word (ADR 12, but not page 12). */
const mentioned = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(\\p{Lu}{2,20})[\\s_#-]{0,2}(${groups})(?![-.:/]?[\\p{L}\\p{N}])`,
  'gu',
);
/** Numbered documents of a question. */
const maxMentioned = 3;

/** The folders in which a series is usually kept under another name: MADR's and adr-tools', Matrix', Swift's and Rust's. */
const folders: ReadonlyMap<string, string> = new Map([
  ['adr', '(adr|decision([-_ ]?record)?)'],
  ['madr', '(madr|decision([-_ ]?record)?)'],
  ['msc', '(msc|proposal)'],
  ['se', '(se|proposal)'],
  ['rfc', '(rfc|text)'],
]);
/** A number from which a file that begins with it is hardly of another series, as migrations are. */
const leastTelling = 1000;

/** The numbered documents that a query names. @param where whether it must name one and no more */
export function numberedNames(
  query: string,
  where: 'whole' | 'anywhere' = 'anywhere',
): NumberedName[] {
  const one = whole.exec(query);
  const others = where === 'whole' ? [] : [...query.matchAll(mentioned)].slice(0, maxMentioned);
  return (one ? [one] : others).map(([, series = '', number = '']) => ({
    series: series.toLowerCase(),
    groups: number.split(/[-_/]/).map((group) => group.replace(/^0+(?=\d)/, '')),
  }));
}

/** What the path, with its repository in front, or the title of a numbered document is like; null: no number is named. */
export function numberedPattern(names: readonly NumberedName[]): NamePattern | null {
  if (names.length === 0) return null;
  const numbers = names.map(({ series, groups }) => ({
    start: `${folders.get(series) ?? series}s?`,
    end: `0*${groups.join('[-_./ ]+0*')}([^[:digit:]]|$)`,
  }));
  return {
    // The number follows the series' name, or begins a file or folder below the series' folder.
    path: numbers
      .map(
        ({ start, end }) =>
          `(^|[^[:alpha:]])${start}([-_ .#]*|/([^/]*/)*([[:alpha:]]+[-_ ])?)${end}`,
      )
      .join('|'),
    title: numbers.map(({ start, end }) => `^${start}[-_ #]*${end}`).join('|'),
  };
}

/**
 * What the path of a file is like that begins with the number, while nothing says of which series it
 * is: proposals/3083-x.md. Null: the numbers are too low to tell, or they are years.
 */
export function bareNumberPattern(names: readonly NumberedName[]): string | null {
  const telling = names.flatMap(({ groups: [number = '', ...others] }) => {
    const value = Number(number);
    return others.length === 0 && value >= leastTelling && !isYear(value) ? [number] : [];
  });
  return telling.length === 0 ? null : `/0*(${telling.join('|')})([^[:digit:]/][^/]*)?$`;
}
