import type { Database } from '@docpilot/shared/database';
import { beforeAll, describe, expect, it } from 'vitest';
import { learnMeaning } from '../../shared/src/ingest/embeddings/learn-meaning.ts';
import { createLogger } from '../../shared/src/log.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { killableDatabase } from '../support/killable-database.ts';
import { runs } from '../support/long-runs.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

const log = createLogger('test', { level: 'silent' });
const learn = (database: Database) =>
  learnMeaning(database, { deadline: Date.now() + 60_000, log });

/** Pages of two subjects, each with words of its own; a few of each are about a shared word. */
const subjects = [
  ['espresso', 'grinder', 'roast', 'milk', 'barista', 'crema', 'portafilter', 'steam'],
  ['kubernetes', 'cluster', 'node', 'deploy', 'container', 'replica', 'ingress', 'scheduler'],
];

function pages(from: number, to: number) {
  const repository = memoryRepository();
  for (let page = from; page < to; page++) {
    const words = subjects[page % 2] ?? [];
    const sections = Array.from({ length: 10 }, (_, section) => {
      const said = words.filter((_, at) => (page + section * at) % 3 !== 0).join(' ');
      const sentence = `Page${page} says ${said} ${page}x${section}.\n`;
      // Shorter sections would be one passage.
      return `## Section ${section}\n\n${sentence.repeat(12)}`;
    });
    repository.files.set(`${page}.md`, sections.join('\n'));
  }
  return repository;
}

/** Everything about the models that does not differ from run to run. */
async function modelsOf(database: Database) {
  return {
    models: await database.query<{ passages: number; isActive: boolean }>(
      `select passages, is_active as "isActive", md5(terms) as terms, md5(vectors) as vectors
       from meaning_models order by id`,
    ),
    meanings: await database.query<object>(
      `select documents.key, meaning_models.is_active, directions::text
       from document_meanings
       join documents on documents.id = document_id join meaning_models on meaning_models.id = model_id
       order by documents.key, meaning_models.is_active`,
    ),
  };
}

const small = 90;
const enough = 100;
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await syncOnce(database, pages(0, small).source());
  await learn(database);
});

describe('a model of the index’s own words', () => {
  it('is not learnt of a small index, which is left to its words', async () => {
    expect((await modelsOf(database)).models).toEqual([]);
    await syncOnce(database, pages(0, enough).source());
  });

  it('puts what speaks of the same things before what only holds the word', async () => {
    const asked = { query: 'espresso page4 page5', limit: 2, explain: true };
    const before = await searchPassages(database, asked);
    expect(before.explanation?.blend).toBeNull();

    await learn(database);

    const { results, explanation } = await searchPassages(database, asked);
    expect(results[0]?.path).toBe('4.md');
    expect(explanation?.blend?.weight).toBe(0.3);
    const cosines = explanation?.hits.map(({ cosine }) => cosine);
    expect(cosines?.[0]).toBeGreaterThan(0.5);
    // An embedder's similarity is another thing, which a threshold may ask for.
    expect(results[0]).toMatchObject({ match: 'words', similarity: null });
    const strict = await searchPassages(database, { ...asked, similarity_threshold: 1 });
    expect(strict.results).toEqual(results);
  });

  it('finds nothing that words do not find', async () => {
    const nowhere = await searchPassages(database, { query: 'portafilters unheard of', limit: 10 });
    expect(nowhere.results.every(({ match }) => match === 'words')).toBe(true);
    const { results } = await searchPassages(database, { query: 'zymurgy', limit: 10 });
    expect(results).toEqual([]);
  });

  it('is learnt once, and anew when the index has doubled, taking over when it is complete', async () => {
    const first = await modelsOf(database);
    expect(first.models).toMatchObject([{ passages: 10 * enough, isActive: true }]);
    await learn(database);
    expect(await modelsOf(database)).toEqual(first);

    await database.query('update meaning_models set passages = passages / 2');
    const asked = { query: 'espresso page4 page5', limit: 5 };
    const { results } = await searchPassages(database, asked);
    const killed = killableDatabase(database, { statement: 9, when: 'after' });
    await learn(killed.database);
    const filled = await modelsOf(database);
    expect(filled.models).toMatchObject([{ isActive: true }, { isActive: false }]);
    expect(filled.meanings.length).toBeGreaterThan(enough);
    expect((await searchPassages(database, asked)).results).toEqual(results);

    await learn(database);
    // The same passages give the same model, and searches that know the one before find it.
    expect(await modelsOf(database)).toEqual(first);
    expect((await searchPassages(database, asked)).results).toEqual(results);
  });

  it('places what has changed as it places everything anew', async () => {
    const before = await modelsOf(database);
    const changed = pages(0, enough + 1);
    changed.files.set('4.md', changed.files.get('5.md')?.replaceAll('Page5', 'Page4') ?? '');
    changed.files.delete('6.md');
    await syncOnce(database, changed.source());
    expect((await modelsOf(database)).meanings).toHaveLength(enough - 2);
    await learn(database);
    const after = await modelsOf(database);
    expect(after.models).toEqual(before.models);
    expect(after.meanings).toHaveLength(enough);
    await database.query('delete from document_meanings');
    await learn(database);
    expect(await modelsOf(database)).toEqual(after);
  });

  it('loses nothing when it is killed anywhere', async () => {
    await database.query('delete from meaning_models');
    await learn(database);
    const whole = await modelsOf(database);
    for (let statement = 1; ; statement += runs(4, 1)) {
      await database.query('delete from meaning_models');
      const when = statement % 2 === 0 ? 'before' : 'after';
      const killed = killableDatabase(database, { statement, when });
      await learn(killed.database);
      const left = await modelsOf(database);
      // What is searched with is whole, and what was learnt is not learnt again.
      if (left.models[0]?.isActive) expect(left).toEqual(whole);
      if (!killed.isKilled) return;
      await learn(database);
      expect(await modelsOf(database)).toEqual(whole);
    }
  });
});
