import type { NameQuery } from '../../store/search/name-sql.ts';
import { escapePattern } from '../request/glob-pattern.ts';

/** A longer query is no name. */
const maxCharacters = 200;
const numbered = /^(\p{L}{2,20})[\s_#-]*0*(\d{1,8})$/u;

/**
 * A query as the name of a file, with or without its extension, or of a numbered document: ADR 12 is
 * adr/0012-use-salt-water.md, PEP 484 is pep-0484.rst.
 * @param bonus what a document with that name gets
 */
export function readName(query: string, bonus: number): NameQuery | null {
  const written = query.normalize('NFC').replace(/^[\s"'`“«]+|[\s"'`”»?!.]+$/g, '');
  if (written === '' || written.length > maxCharacters) return null;
  const name = written
    .toLowerCase()
    .replace(/[-_.\s]+/g, ' ')
    .trim();
  const [, series = '', number = ''] = numbered.exec(written) ?? [];
  const isNumbered = number !== '';
  const start = `${escapePattern(series)}s?`;
  const end = `0*${number}([^[:digit:]]|$)`;
  return {
    name,
    // The number follows the series' name, or begins a file or folder below the series' folder.
    numberedPath: isNumbered
      ? `(^|[^[:alpha:]])${start}([-_ .#]*|/([^/]*/)*([[:alpha:]]+[-_ ])?)${end}`
      : null,
    numberedTitle: isNumbered ? `^${start}[-_ #]*${end}` : null,
    bonus,
  };
}
