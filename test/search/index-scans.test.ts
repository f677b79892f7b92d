import { afterAll, beforeAll, expect, test } from 'vitest';
import { weightsByTerm } from '../../shared/src/lexical/query/query-vector.ts';
import { readQuery } from '../../shared/src/search/rank/read-query.ts';
import { findPassages } from '../../shared/src/store/search/find-passages.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const words = ['harbour', 'tower', 'lantern', 'keeper', 'winter', 'pilot', 'anchor'];

beforeAll(async () => {
  docPilot = await searchable(
    Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `entries/${at}.md`,
        `# Entry ${at}\n\n${words.filter((_, word) => (at >> (word % 6)) % 2).join(' and ')}\n`,
      ]),
    ),
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('the same is found in however many scans of the index', async () => {
  const { database } = docPilot;
  const { passageWeights, documentWeights } = await readQuery(database, words.join(' '));
  const terms = [...weightsByTerm(passageWeights).keys()];
  const find = (clauses: string[], scans: number) =>
    findPassages(database, {
      candidates: { clauses, names: [], scans, maxPassages: null },
      passageWeights,
      documentWeights,
      required: [],
      preferred: [],
      inTitles: [],
      name: null,
      kindFactors: { test: 1, thread: 1 },
      scope: { filters: {}, excludedDocumentIds: [], maxDocuments: 200 },
      storedHitCount: 10,
      meaning: null,
      assumed: null,
    });
  for (let count = 1; count <= terms.length; count++) {
    const clauses = terms.slice(0, count).map((term) => `(${term})`);
    const atOnce = await find(clauses, 1);
    expect(atOnce.passages.length).toBeGreaterThan(20);
    for (const scans of [2, 3, 6]) expect(await find(clauses, scans)).toEqual(atOnce);
  }
});
