import { fileName } from '../../paths.ts';
import { type NameQuery, plainName } from '../../store/search/name-sql.ts';
import { escapePattern } from '../request/glob-pattern.ts';

/** A longer query is no name. */
const maxCharacters = 200;
const numbered = /^(\p{L}{2,20})[\s_#-]*0*(\d{1,8})$/u;
/** The same within a question, where only capitals tell a series from a word (ADR 12, but not page 12). */
const mentioned = /(?<![\p{L}\p{N}_-])(\p{Lu}{2,20})[\s_#-]?0*(\d{1,8})(?![-.:/]?[\p{L}\p{N}])/gu;
/** Numbered documents of a question. */
const maxMentioned = 3;

/**
 * A query as the name of a file, with or without its extension, or of numbered documents: ADR 12 is
 * adr/0012-use-salt-water.md, PEP 484 is pep-0484.rst.
 * @param subject what it is about (see `subjectOf`): "where is the Makefile" names that file, too
 * @param bonus what a document with that name gets
 */
export function readName(query: string, subject: string, bonus: number): NameQuery | null {
  const written = writtenName(query);
  if (written === '' || written.length > maxCharacters) return null;
  const whole = numbered.exec(written);
  const found = whole ? [whole] : [...written.matchAll(mentioned)].slice(0, maxMentioned);
  const numbers = found.map(([, series = '', number = '']) => ({
    start: `${escapePattern(series)}s?`,
    end: `0*${number}([^[:digit:]]|$)`,
  }));
  return {
    names: [...new Set([written, writtenName(subject)].map(plainName))].filter(
      (name) => name !== '',
    ),
    isPath: written.includes('/'),
    // The number follows the series' name, or begins a file or folder below the series' folder.
    numberedPath: anyOf(
      numbers.map(
        ({ start, end }) =>
          `(^|[^[:alpha:]])${start}([-_ .#]*|/([^/]*/)*([[:alpha:]]+[-_ ])?)${end}`,
      ),
    ),
    numberedTitle: anyOf(numbers.map(({ start, end }) => `^${start}[-_ #]*${end}`)),
    bonus,
  };
}

/** Whether a query is the name of a file, or its path, with or without its extension. */
export function isNameOf(query: string, path: string): boolean {
  const name = plainName(writtenName(query));
  return [path, fileName(path)]
    .flatMap((one) => [one, one.replace(/(?<=[^/])\.[^./]*$/, '')])
    .some((one) => plainName(one) === name);
}

function writtenName(query: string): string {
  return query.normalize('NFC').replace(/^[\s"'`“«]+|[\s"'`”»?!.]+$/g, '');
}

function anyOf(patterns: readonly string[]): string | null {
  return patterns.length > 0 ? patterns.join('|') : null;
}
