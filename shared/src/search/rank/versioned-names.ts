import { plainInteger } from '../../lexical/words/number-words.ts';
import { numbersInName } from '../../lexical/words/numbers-in-names.ts';
import { readRuns, wordsOf } from '../../lexical/words/read-words.ts';

/** The one version, day or month that a query names, to be found in the names of files. */
export interface VersionedName {
  kind: 'version' | 'date';
  /** The words that it is indexed by. */
  words: string[];
  /** A regular expression for its forms, of JavaScript and of Postgres. */
  pattern: string;
}

const version = /^\d+(?:\.\d+){1,3}$/;
const day = /^(?:19|20)\d\d-\d\d-\d\d$/;
const month = /^((?:19|20)\d\d)[-./](0[1-9]|1[0-2])$/;
/** What only says that a version is meant. */
const aboutVersions =
  /^(?:releases?|released|versions?|changelogs?|changes?|changed|notes?|news?|neue?s?|whatsnew|updates?)$/;

/** Null: the query names none, or several, as "upgrade from 1.9 to 1.10" does. */
export function versionedName(query: string): VersionedName | null {
  const found = readRuns(query).flatMap((run) => readVersioned(run) ?? []);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whether a word of the query asks for no more than the version itself. */
export function isAboutVersion(word: string, { kind }: VersionedName): boolean {
  return kind === 'version' && aboutVersions.test(word);
}

function readVersioned(run: string): VersionedName | null {
  const words = wordsOf(run).filter((word) => /\d/.test(word));
  const named = /^[\d.\-/_ ]+$/.test(run) ? words : numbersInName(run);
  const days = named.filter((word) => day.test(word));
  if (days.length > 0) return { kind: 'date', words, pattern: inNumbers(days.flatMap(formsOfDay)) };
  const [, year = '', ofYear = ''] = month.exec(run) ?? [];
  if (year !== '') return { kind: 'date', words, pattern: inNumbers([`${year}[-._ ]?${ofYear}`]) };
  const [number, ...others] = named.filter((word) => version.test(word));
  if (number === undefined || others.length > 0) return null;
  return { kind: 'version', words, pattern: formsOfVersion(number.split('.')) };
}

function formsOfDay(iso: string): string[] {
  const [year = '', month = '', day = ''] = iso.split('-');
  const [m, d] = [month, day].map((part) => `0?${plainInteger(part)}`);
  return [
    `${year}${month}${day}`,
    `${year}[-._ ]${m}[-._ ]${d}`,
    `${d}[-._ ]${m}[-._ ](?:${year}|${year.slice(2)})`,
    `${m}[-_]${d}[-_]${year}`,
  ];
}

/** Hyphens stand between two numbers of many a name, so that a v or a third number must tell. */
function formsOfVersion(numbers: readonly string[]): string {
  const joined = `${numbers.length > 2 ? '' : 'v'}${numbers.join('[-_]')}`;
  return `(?:${inNumbers([numbers.join('\\.')])}|${inNumbers([joined])}(?![-_]\\d))`;
}

function inNumbers(forms: readonly string[]): string {
  return `(?<!\\d)(?<!\\d\\.)(?:${forms.join('|')})(?!\\d)(?!\\.\\d)`;
}
