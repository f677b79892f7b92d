import type { Bind } from './phrase-sql.ts';

/** A query that may be the name of a file. */
export interface NameQuery {
  /** In lower case, with single spaces for hyphens, underscores, points and spaces. */
  name: string;
  /** A regular expression for the paths of numbered documents (ADR 12); null: it names no number. */
  numberedPath: string | null;
  /** The same for their titles. */
  numberedTitle: string | null;
  /** What a document with that name gets. */
  bonus: number;
}

/** A file's name, its name without the extension, its path, or a title, as `NameQuery` has it. */
const normalized = (text: string) =>
  `trim(regexp_replace(lower(${text}), '[-_.[:space:]]+', ' ', 'g'))`;
const fileName = `regexp_replace(documents.path, '^.*/', '')`;
const withoutExtension = `regexp_replace(${fileName}, '(?<=.)\\.[^.]*$', '')`;

/**
 * What a document gets for being called what the query says. Most documents are ruled out by one
 * look for its words in their order, which puts letters into lower case without a locale: by their
 * ASCII words alone.
 */
export function nameBonusSql(query: NameQuery, bind: Bind): string {
  const name = bind(query.name);
  const names = [fileName, withoutExtension, 'documents.path', 'documents.title'].map(normalized);
  const words = query.name.split(' ').map((word) => (isAscii(word) ? escapeLike(word) : ''));
  const hasWords = `lower((documents.path || ' ' || documents.title) collate "C") like ${bind(`%${words.join('%')}%`)}::text`;
  const conditions = [
    `case when ${hasWords} then ${name}::text in (${names.join(', ')}) else false end`,
  ];
  if (query.numberedPath !== null) {
    conditions.push(`documents.path ~* ${bind(query.numberedPath)}::text`);
    conditions.push(`documents.title ~* ${bind(query.numberedTitle)}::text`);
  }
  return `case when ${conditions.join(' or ')} then ${bind(query.bonus)}::float8 else 0 end`;
}

const isAscii = (word: string) => /^[\x21-\x7e]*$/.test(word);
const escapeLike = (word: string) => word.replace(/[%_\\]/g, '\\$&');

/** The paths of tests, as the test runners of common languages find them. */
const testPath = [
  '(^|/)(tests?|__tests__|specs?|e2e|testdata|__mocks__|__snapshots__)/',
  '(^|/)(test_|conftest\\.)[^/]*$',
  '[._-](test|tests|spec|e2e)\\.[a-z]+$',
  '(^|/)[^/]*(Tests?|Spec)\\.(java|kt|scala|cs|swift|php|groovy)$',
].join('|');

/** What a document's score is multiplied by: less than 1 for the code of a test. */
export function testFactorSql(factor: number): string {
  // Most paths are ruled out without a regular expression.
  return `case when documents.path not like all ('{%test%,%Test%,%spec%,%Spec%,%e2e%,%mocks%,%snapshots%}'::text[])
              then 1
              when documents.path ~ '${testPath}' and documents.path !~* '\\.(md|mdx|rst|adoc|txt)$'
              then ${Number(factor)} else 1 end`;
}
