import type { Bind } from './phrase-sql.ts';

/** What the score of a document of this kind is multiplied by, 0 to 1. */
export interface KindFactors {
  /** The code of a test. */
  test: number;
  /** An issue, pull request, discussion or release. */
  thread: number;
}

/** The paths of tests, as the test runners of common languages find them. */
const testPath = [
  '(^|/)([Tt]ests?|__tests__|[Ss]pecs?|e2e|testdata|mocks?|__mocks__|__snapshots__)/',
  '(^|/)(test_|conftest\\.)[^/]*$',
  '[._-](test|tests|spec|e2e|mocks?)\\.[a-z]+$',
  '(^|/)[^/]*(Tests?|Spec)\\.(java|kt|scala|cs|swift|php|groovy)$',
].join('|');

/** Parts of every such path, in any case of their first letter: most paths have none of them. */
const partsOfTests = ['est', 'pec', 'e2e', 'mock', 'snapshots'];

/** What a document's score is multiplied by. */
export function kindFactorSql({ test, thread }: KindFactors, bind: Bind): string {
  const hasNoPart = partsOfTests.map((part) => `documents.path not like '%${part}%'`).join(' and ');
  return `case when sources.kind = 'conversations' then ${bind(thread)}::float8
              when ${hasNoPart} then 1
              when documents.path ~ '${testPath}' and documents.path !~* '\\.(md|mdx|rst|adoc|txt)$'
              then ${bind(test)}::float8 else 1 end`;
}
