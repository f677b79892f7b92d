import type { Bind } from './phrase-sql.ts';

/** Regular expressions, either of which tells a document. */
export interface NamePattern {
  /** Of a number, the name of the repository or folder and a slash stand before the path. */
  path: string;
  title: string;
}

/** Names with a version or a date. */
export interface VersionPatterns {
  /** For what is called by it alone: a file or a folder, or a title but for one word before it. */
  alone: NamePattern;
  /** A tsquery of what names must have beside it; null: nothing. */
  beside: string | null;
  /** For a path that has it somewhere. */
  within: string;
  /** A tsquery of the other words of the query, all of which names must have then; null: there are none. */
  others: string | null;
}

/** A query that may be the name of a file. */
export interface NameQuery {
  /** As `plainName` gives them. */
  names: readonly string[];
  /** What a document with each of them gets. */
  bonuses: readonly number[];
  /** Whether one of them may be a path. */
  isPath: boolean;
  /** Numbered documents (ADR 12); null: it names no number. */
  numbered: NamePattern | null;
  /** Files of that number without a series; null: that says nothing. */
  bareNumber: string | null;
  versioned: VersionPatterns | null;
  /** What a numbered document gets. */
  bonus: number;
  /** What one gets that has the number alone, or a version or date among others. */
  bonusOfPart: number;
  /** Tsqueries of names that no words of the query find: a document of such a name is a candidate. */
  sought: readonly string[];
}

const pictures = `\\u2190-\\u2BFF\\u200D\\uFE0F${String.fromCodePoint(0x1f000)}-${String.fromCodePoint(0x1faff)}`;
const marks = `(?:[-!"$-*,./:-@\\[\\\\\\]^_\`{-~\\s\\u00A1\\u00AB\\u00B7\\u00BB\\u00BF\\u2010-\\u2027\\u2030-\\u205E\\u3000-\\u3011${pictures}]|(?<![A-Za-z])#)+`;
/**
 * What stands between the words of a name, in the regular expressions of JavaScript and of Postgres: marks,
 * pictures, and the word for "&".
 */
const betweenWords = `${marks}(?:(?:and|und|et|og|och|en|y)${marks})?`;
const accents = '[\\u0300-\\u036F]+';
/** Spaces of a plain name, but between two numbers. */
const joints = '(?<![0-9]) | (?![0-9])';
const allBetweenWords = new RegExp(betweenWords, 'gu');
const allAccents = new RegExp(accents, 'gu');
const allJoints = new RegExp(joints, 'g');
/** What a name gets that is written as one word, or as several, where the query does otherwise. */
const shareOfJoined = 0.9;

/** A name in lower case without accents, and with single spaces for all marks between its words. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(allAccents, '')
    .toLowerCase()
    .replace(allBetweenWords, ' ')
    .trim();
}

/** A plain name as one word: PaymentService is payment-service. */
export function joinedName(plain: string): string {
  return plain.replace(allJoints, '');
}

/** The same in SQL. */
export const plainNameSql = (text: string) =>
  `trim(regexp_replace(lower(regexp_replace(normalize(${text}, NFD), '${accents}', '', 'g')), '${betweenWords}', ' ', 'g'))`;
const fileName = `regexp_replace(documents.path, '^.*/', '')`;
const withoutExtension = (text: string) => `regexp_replace(${text}, '(?<=[^/])\\.[^./]*$', '')`;
/** What may stand in a path in another form: letters with an accent or in two cases, and marks. */
const unsure = /[^bdfhjkmpqtvwx\d\p{Script=Han}]+/gu;
const called = `(documents.path || ' ' || documents.title)`;
const hasOtherLetters =
  'octet_length(documents.path) + octet_length(documents.title) <> length(documents.path) + length(documents.title)';

const files = [fileName, withoutExtension(fileName), 'documents.title'];
const paths = [...files, 'documents.path', withoutExtension('documents.path')];
const listOf = (names: readonly string[]) => `array[${names.join(', ')}]`;

/**
 * What a document gets for being called what the query says; null: that is no name. Most documents are ruled out by one
 * look for its words in their order, which puts letters into lower case without a locale; those with
 * other letters than ASCII's by a look for the letters that always look alike.
 */
export function nameBonusSql(query: NameQuery | null, bind: Bind): string {
  const names = query?.names ?? [];
  const like = (patterns: readonly string[]) =>
    `lower(${called} collate "C") like any (${bind(patterns.map((one) => `%${one}%`))}::text[])`;
  const shortest = withoutLonger(names);
  const hasWords = like(shortest.map((name) => name.split(' ').map(escapeLike).join('%')));
  const mayHaveWords = like(shortest.map((name) => name.replace(unsure, '%')));
  const named = `(select max(named.bonus * case when file.name = named.name then 1 else ${shareOfJoined} end)
                  from unnest(${bind(names)}::text[], ${bind(names.map(joinedName))}::text[],
                              ${bind(query?.bonuses ?? [])}::float8[]) as named(name, joined, bonus)
                  join (
                    select ${plainNameSql('written')} as name
                    from unnest(case when ${bind(query?.isPath ?? false)}::bool then ${listOf(paths)} else ${listOf(files)} end) as written
                  ) as file
                    on regexp_replace(file.name, '${joints}', '', 'g') = named.joined)`;
  return `greatest(
       case when ${hasWords} or (${hasOtherLetters} and ${mayHaveWords})
            then ${named} end,
       ${numberBonus(query, bind)},
       ${versionBonus(query, bind)})`;
}

/** Whatever has the words of a name has those of its end: "where is the makefile", "makefile". */
function withoutLonger(names: readonly string[]): string[] {
  return names.filter((name) => !names.some((end) => end !== name && name.endsWith(end)));
}

function numberBonus(query: NameQuery | null, bind: Bind): string {
  const path = `(sources.title || '/' || documents.path)`;
  const hasNumber = bind(Boolean(query?.numbered ?? query?.bareNumber));
  return `case when not ${hasNumber}::bool then 0
            when ${path} ~* ${bind(query?.numbered?.path ?? null)}::text
                 or documents.title ~* ${bind(query?.numbered?.title ?? null)}::text
            then ${bind(query?.bonus ?? 0)}::float8
            when ${path} ~ ${bind(query?.bareNumber ?? null)}::text
            then ${bind(query?.bonusOfPart ?? 0)}::float8 else 0 end`;
}

function versionBonus(query: NameQuery | null, bind: Bind): string {
  const { alone = null, beside = null, within = null, others = null } = query?.versioned ?? {};
  const holds = (tsquery: string | null) => {
    const words = bind(tsquery);
    return `(${words}::text is null or name_words(documents.name_terms) @@ ${words}::text::tsquery)`;
  };
  const hasVersion = bind(Boolean(query?.versioned));
  return `case when not ${hasVersion}::bool then 0
            when ((documents.path ~* ${bind(alone?.path ?? null)}::text or documents.title ~* ${bind(alone?.title ?? null)}::text)
                       and ${holds(beside)})
                 or (documents.path ~* ${bind(within)}::text and ${holds(others)})
            then ${bind(query?.bonusOfPart ?? 0)}::float8 else 0 end`;
}

const escapeLike = (word: string) => word.replace(/[%_\\]/g, '\\$&');
