/** A number within a series: ADR 12, INC-2024-7. */
interface NumberedName {
  series: string;
  /** Without zeros in front. */
  groups: string[];
}

const groups = '\\d{1,8}(?:[-_/]\\d{1,8}){0,2}';
const whole = new RegExp(`^(\\p{L}{2,20})[\\s_#-]*(${groups})$`, 'u');
/** The same within a question, where only capitals tell a series from a word (ADR 12, but not page 12). */
const mentioned = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(\\p{Lu}{2,20})[\\s_#-]?(${groups})(?![-.:/]?[\\p{L}\\p{N}])`,
  'gu',
);
/** Numbered documents of a question. */
const maxMentioned = 3;

/** The folders in which a series is usually kept under another name: MADR's and adr-tools', Matrix' and Swift's. */
const folders: ReadonlyMap<string, string> = new Map([
  ['adr', '(adr|decision([-_ ]?record)?)'],
  ['madr', '(madr|decision([-_ ]?record)?)'],
  ['msc', '(msc|proposal)'],
  ['se', '(se|proposal)'],
]);

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

/** Regular expressions for the paths and the titles of numbered documents; null: there are none. */
export function numberedPatterns(names: readonly NumberedName[]) {
  const numbers = names.map(({ series, groups }) => ({
    start: `${folders.get(series) ?? series}s?`,
    end: `0*${groups.join('[-_./ ]+0*')}([^[:digit:]]|$)`,
  }));
  return {
    // The number follows the series' name, or begins a file or folder below the series' folder.
    numberedPath: anyOf(
      numbers.map(
        ({ start, end }) =>
          `(^|[^[:alpha:]])${start}([-_ .#]*|/([^/]*/)*([[:alpha:]]+[-_ ])?)${end}`,
      ),
    ),
    numberedTitle: anyOf(numbers.map(({ start, end }) => `^${start}[-_ #]*${end}`)),
  };
}

function anyOf(patterns: readonly string[]): string | null {
  return patterns.length > 0 ? patterns.join('|') : null;
}
