import { quotationMarks } from '../../lexical/query/quotation-marks.ts';
import { fileName } from '../../paths.ts';
import { type NameQuery, plainName } from '../../store/search/name-sql.ts';
import { numberedNames, numberedPatterns } from './numbered-names.ts';
import { nameInPath, pathsIn } from './path-names.ts';
import type { QueryPhrases } from './read-phrases.ts';

/** A longer query is no name. */
const maxCharacters = 200;
/** What a name that is a part of the query gets, as a share of what the whole gets. */
const shareOfPart = 0.5;

/**
 * A query as the name of a file, with or without its extension, or of numbered documents: ADR 12 is
 * adr/0012-use-salt-water.md, PEP 484 is pep-0484.rst. "where is the Makefile" names that file, too.
 * @param bonus what a document with that name gets
 */
export function readName(
  query: string,
  { subject, quoted, areRequired }: QueryPhrases,
  bonus: number,
): NameQuery | null {
  const written = writtenNames(query);
  if (written.length === 0 || query.trim().length > maxCharacters) return null;
  const phrases = quoted.filter((phrase) => areRequired || /\s/.test(phrase));
  // Beside a phrase, other words are no name: the passages with the phrase come first.
  const parts = [...pathsIn(query), ...(phrases.length > 0 ? [] : writtenNames(subject))];
  const whole = plainNames([...written, ...phrases]);
  const others = plainNames(parts).filter((name) => !whole.includes(name));
  return {
    names: [...whole, ...others],
    bonuses: [...whole.map(() => bonus), ...others.map(() => bonus * shareOfPart)],
    isPath: [...written, ...parts].some((name) => name.includes('/')),
    ...numberedPatterns(written.flatMap((name) => numberedNames(name))),
    bonus,
  };
}

/** Whether a query is the name of a file, or its path, with or without its extension. */
function isNameOf(query: string, path: string): boolean {
  const names = plainNames(writtenNames(query));
  return [path, fileName(path)]
    .flatMap((one) => [one, one.replace(/(?<=[^/])\.[^./]*$/, '')])
    .some((one) => names.includes(plainName(one)));
}

interface Named {
  title: string;
  path: string;
}

/** Whether a query is the title, the name or the path of a file. */
export function isNamed(query: string, { title, path }: Named): boolean {
  return isNameOf(query, title) || isNameOf(query, path);
}

/** Whether a query is what a document is called, and no more: its name, path, title or number. */
export function isCalled(query: string, { title, path }: Named): boolean {
  if (isNamed(query, { title, path })) return true;
  const numbers = writtenNames(query).flatMap((name) => numberedNames(name, 'whole'));
  const { numberedPath, numberedTitle } = numberedPatterns(numbers);
  return meets(path, numberedPath) || meets(title, numberedTitle);
}

/** @param pattern for Postgres; null: there is none */
function meets(text: string, pattern: string | null): boolean {
  if (pattern === null) return false;
  const own = pattern.replaceAll('[:alpha:]', '\\p{L}').replaceAll('[:digit:]', '\\d');
  return new RegExp(own, 'iu').test(text);
}

/** Quotes around a name, and what ends a sentence. */
const edges = new RegExp(`^[\\s'‘\`${quotationMarks}]+|[\\s'’‘\`?!.${quotationMarks}]+$`, 'gu');

/** A query as it is written, and what of it is the name if a tool has printed it. */
function writtenNames(query: string): string[] {
  const written = query.normalize('NFC').replace(edges, '');
  return [...nameInPath(written), written].filter((name) => name !== '');
}

function plainNames(names: readonly string[]): string[] {
  return [...new Set(names.map(plainName))].filter((name) => name !== '');
}
