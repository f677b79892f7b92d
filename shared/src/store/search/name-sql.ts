import type { Bind } from './phrase-sql.ts';

/** A query that may be the name of a file. */
export interface NameQuery {
  /** As `plainName` gives them. */
  names: readonly string[];
  /** What a document with each of them gets. */
  bonuses: readonly number[];
  /** Whether one of them may be a path. */
  isPath: boolean;
  /** A regular expression for the paths of numbered documents (ADR 12); null: it names no number. */
  numberedPath: string | null;
  /** The same for their titles. */
  numberedTitle: string | null;
  /** What a numbered document gets. */
  bonus: number;
}

const pictures = `\\u2190-\\u2BFF\\u200D\\uFE0F${String.fromCodePoint(0x1f000)}-${String.fromCodePoint(0x1faff)}`;
const marks = `(?:[-!"$-*,./:-@\\[\\\\\\]^_\`{-~\\s\\u00A1\\u00AB\\u00B7\\u00BB\\u00BF\\u2010-\\u2027\\u2030-\\u205E\\u3000-\\u3011${pictures}]|(?<![A-Za-z])#)+`;
/**
 * What stands between the words of a name, in the regular expressions of JavaScript and of Postgres: marks,
 * pictures, and the word for "&".
 */
const betweenWords = `${marks}(?:(?:and|und|et|og|och|en|y)${marks})?`;
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
  const names = query?.names ?? [];
  const like = (patterns: readonly string[]) =>
    `lower(${called} collate "C") like any (${bind(patterns.map((one) => `%${one}%`))}::text[])`;
  const hasWords = like(names.map((name) => name.split(' ').map(escapeLike).join('%')));
  const mayHaveWords = like(names.map((name) => name.replace(unsure, '%')));
  const named = `(select max(named.bonus)
                  from unnest(${bind(names)}::text[], ${bind(query?.bonuses ?? [])}::float8[]) as named(name, bonus)
                  join unnest(case when ${bind(query?.isPath ?? false)}::bool then ${plainPaths} else ${plainFiles} end) as file(name)
                    on file.name = named.name)`;
  return `greatest(
       case when ${hasWords} or (octet_length(${called}) <> length(${called}) and ${mayHaveWords})
            then ${named} end,
       case when documents.path ~* ${bind(query?.numberedPath ?? null)}::text
                 or documents.title ~* ${bind(query?.numberedTitle ?? null)}::text
            then ${bind(query?.bonus ?? 0)}::float8 else 0 end)`;
}

const escapeLike = (word: string) => word.replace(/[%_\\]/g, '\\$&');
