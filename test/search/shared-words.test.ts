import { expect, test } from 'vitest';
import { learnMeaning } from '../../shared/src/ingest/embeddings/learn-meaning.ts';
import { createLogger } from '../../shared/src/log.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { isLongRun, runs } from '../support/long-runs.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

// After LIMIT (Weller et al., On the Theoretical Limitations of Embedding-Based Retrieval, 2025):
// each pair of people likes one thing that nobody else does, so that every combination of two
// documents is the answer to a question. A vector of any usual length cannot tell them apart.

/** 46 people have 1,035 pairs; the others, in a long run, are enough for a model of meaning. */
const people = { paired: runs(24, 46), others: runs(0, 1_000) };
const syllables = ['ba', 'do', 'fi', 'gu', 'ka', 'lo', 'mi', 'nu', 'po', 'ra', 'tu', 'zo'];

/** A made word for each number below 12 · 12 · 12. */
function wordOf(number: number): string {
  const places = [Math.floor(number / 144) % 12, Math.floor(number / 12) % 12, number % 12];
  return `${places.map((at) => syllables[at]).join('')}k`;
}

function pairsOf(count: number): [number, number][] {
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: count - first - 1 }, (_, next): [number, number] => [
      first,
      first + next + 1,
    ]),
  ).flat();
}

test('any two documents that share a word are found by it, whatever else they share with others', async () => {
  const pairs = pairsOf(people.paired);
  const repository = memoryRepository();
  for (let person = 0; person < people.paired + people.others; person++) {
    const isPaired = person < people.paired;
    const liked = isPaired
      ? pairs.flatMap((pair, number) => (pair.includes(person) ? [wordOf(number)] : []))
      : Array.from({ length: 45 }, (_, n) => wordOf(1_035 + ((person * 31 + n * 17) % 600)));
    repository.files.set(`${person}.md`, `# Person ${person}\n\nlikes ${liked.join(', ')}.\n`);
  }
  const database = await openTestDatabase();
  await syncOnce(database, repository.source());
  const log = createLogger('test', { level: 'silent' });
  await learnMeaning(database, { deadline: Date.now() + 60_000, log });
  const models = await database.query('select from meaning_models where is_active');
  expect(models).toHaveLength(isLongRun ? 1 : 0);
  const asked = pairs.filter((_, number) => isLongRun || number % 4 === 0);
  const missed: string[] = [];
  for (const pair of asked) {
    const word = wordOf(pairs.indexOf(pair));
    const { results } = await searchPassages(database, { query: `who likes ${word}`, limit: 10 });
    const first = results.slice(0, 2).map(({ path }) => path);
    if (!pair.every((person) => first.includes(`${person}.md`))) missed.push(`${word}: ${first}`);
  }
  expect(missed).toEqual([]);
});
