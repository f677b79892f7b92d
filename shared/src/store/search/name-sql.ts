import type { Bind } from './phrase-sql.ts';

/** A query that may be the name of a file. */
export interface NameQuery {
  /** As `plainName` gives them, the shortest of them last: each is an end of those before it. */
  names: readonly string[];
  /** Whether it may be a path. */
  isPath: boolean;
  /** A regular expression for the paths of numbered documents (ADR 12); null: it names no number. */
  numberedPath: string | null;
  /** The same for their titles. */
  numberedTitle: string | null;
  /** What a document with that name gets. */
  bonus: number;
}

/** What stands between the words of a name, in the regular expressions of JavaScript and of Postgres. */
const betweenWords =
  '(?:[-!"$-*,./:-@\\[\\\\\\]^_`{-~\\s\\u00A1\\u00AB\\u00B7\\u00BB\\u00BF\\u2010-\\u2027\\u2030-\\u205E\\u3000-\\u3011]|(?<![A-Za-z])#)+';
const accents = '[\\u0300-\\u036F]+';
const allBetweenWords = new RegExp(betweenWords, 'gu');
const allAccents = new RegExp(accents, 'gu');

/** A name in lower case without accents, and with single spaces for all marks between its words. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(allAccents, '')
    .toLowerCase()
    .replace(allBetweenWords, ' ')
    .trim();
}

const plainNameSql = (text: string) =>
  `trim(regexp_replace(lower(regexp_replace(normalize(${text}, NFD), '${accents}', '', 'g')), '${betweenWords}', ' ', 'g'))`;
const fileName = `regexp_replace(documents.path, '^.*/', '')`;
const withoutExtension = (text: string) => `regexp_replace(${text}, '(?<=[^/])\\.[^./]*$', '')`;
/** What may stand in a path in another form: letters with an accent or in two cases, and marks. */
const unsure = /[^bdfhjkmpqtvwx\d\p{Script=Han}]+/gu;
const called = `(documents.path || ' ' || documents.title)`;

const plain = (names: readonly string[]) => `array[${names.map(plainNameSql).join(', ')}]`;
const files = [fileName, withoutExtension(fileName), 'documents.title'];
const plainFiles = plain(files);
const plainPaths = plain([...files, 'documents.path', withoutExtension('documents.path')]);

/**
 * What a document gets for being called what the query says; null: that is no name. Most documents are ruled out by one
 * look for its words in their order, which puts letters into lower case without a locale; those with
 * other letters than ASCII's by a look for the letters that always look alike.
 */
export function nameBonusSql(query: NameQuery | null, bind: Bind): string {
  const shortest = query?.names.at(-1);
  const like = (pattern: string | undefined) =>
    `lower(${called} collate "C") like ${bind(pattern === undefined ? null : `%${pattern}%`)}::text`;
  const hasWords = like(shortest?.split(' ').map(escapeLike).join('%'));
  const mayHaveWords = like(shortest?.replace(unsure, '%'));
  return `case when case when ${hasWords} or (octet_length(${called}) <> length(${called}) and ${mayHaveWords})
                               then case when ${bind(query?.isPath ?? false)}::bool then ${plainPaths}
                                         else ${plainFiles} end && ${bind(query?.names ?? [])}::text[]
                               else false end
                          or documents.path ~* ${bind(query?.numberedPath ?? null)}::text
                          or documents.title ~* ${bind(query?.numberedTitle ?? null)}::text
                     then ${bind(query?.bonus ?? 0)}::float8 else 0 end`;
}

const escapeLike = (word: string) => word.replace(/[%_\\]/g, '\\$&');
