import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchResponse } from '../../shared/src/search/request/search-request.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { marked } from '../support/marked.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

const licence =
  'Permission is granted to copy, change and share this handbook among colleagues, provided that nobody removes the names of its authors or claims to have written it alone. Translations are welcome; send yours to the library, where every printed edition is kept beside the minutes of our meetings.';
let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable(
    {
      'docs/bees.md': `# Bees\n\nThe queen lays two thousand eggs a day in summer.\n\n## Swarming\n\nA swarm leaves with the old queen; catch it in the evening.\n`,
      'docs/honey.md':
        '# Honey\n\nSpin the frames gently. Honey below twenty per cent of water keeps for years.\n',
      'docs/sharing.md': `# Sharing\n\n${licence}\n`,
      'src/hive.ts':
        'export function weighHive(hiveId: string) {\n  return scales.read(hiveId);\n}\n',
    },
    { 'legal/copying.md': `# Sharing\n\n${licence.replace('colleagues', 'coworkers')}\n` },
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

describe('an answer', () => {
  test('has every field its schema promises, and no other', async () => {
    const answer = await docPilot.ask('when does a swarm leave');
    expect(searchResponse.strict().parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ next_cursor: null, truncated: false, degraded: false });
    expect(answer.results[0]).toMatchObject({
      title: 'Bees',
      source: 'github',
      repository: 'acme/repository-1',
      path: 'docs/bees.md',
      start_line: 1,
      end_line: 7,
      heading_path: ['Bees'],
      similarity: null,
      match: 'words',
      also_in: [],
      changed_at: expect.stringMatching(/Z$/),
      verified_at: expect.stringMatching(/Z$/),
    });
    expect(answer.results[0]?.url).toMatch(/docs\/bees\.md#L1-L7$/);
  });

  test('is an empty list where nothing is found', async () => {
    expect(await docPilot.ask('zeppelin')).toMatchObject({
      results: [],
      next_cursor: null,
      evidence: 'none',
    });
  });

  test('names a document once, by its best passage', async () => {
    const { results } = await docPilot.ask('queen');
    expect(results.map(({ path }) => path)).toEqual(['docs/bees.md']);
  });
});

describe('evidence', () => {
  test.each([
    ['strong', 'when does a swarm leave'],
    ['weak', 'the queen counts eggs with a thermometer'],
    ['none', 'the queen of Sheba and her camels'],
    ['none', 'zeppelin'],
  ])('is %s of “%s”', async (evidence, query) => {
    expect(await docPilot.ask(query)).toMatchObject({ evidence });
  });
});

describe('a snippet', () => {
  test('is as in the document, and tells on request where the words match in any form', async () => {
    const [plain] = (await docPilot.ask('catching swarms')).results;
    expect(plain?.snippet).toContain('A swarm leaves with the old queen; catch it');
    expect(plain).not.toHaveProperty('highlights');
    const [best] = (await docPilot.ask('catching swarms', { highlight: true })).results;
    expect(best).toMatchObject({ ...plain, score: expect.anything() });
    expect(marked(best)).toContain('A <mark>swarm</mark> leaves');
    expect(marked(best)).toContain('<mark>catch</mark> it');
  });

  test('highlights a name by its parts', async () => {
    const [best] = (await docPilot.ask('weigh a hive', { highlight: true })).results;
    expect(marked(best)).toContain('<mark>weighHive</mark>');
  });
});

describe('what says the same in two documents', () => {
  test('is one hit that names the other', async () => {
    const { results } = await docPilot.ask('permission to copy the handbook');
    const [best] = results;
    expect(results.filter(({ path }) => /sharing|copying/.test(path))).toHaveLength(1);
    const places = [best, ...(best?.also_in ?? [])].map((place) => place?.path);
    expect(places.sort()).toEqual(['docs/sharing.md', 'legal/copying.md']);
    expect(best?.also_in[0]?.url).toMatch(/#L1-L3$/);
  });
});

describe('a phrase in quotes', () => {
  test('must stand in the passage as it is', async () => {
    const paths = async (query: string) =>
      (await docPilot.ask(query)).results.map(({ path }) => path);
    expect(await paths('"old queen"')).toEqual(['docs/bees.md']);
    const { notes } = await docPilot.ask('"queen old"');
    expect(notes).toEqual([expect.stringContaining('“queen old”')]);
    expect((await paths('honey “twenty per cent”'))[0]).toBe('docs/honey.md');
    expect((await docPilot.ask('"wenty per cent"')).notes).toHaveLength(1);
    expect(await paths('"Spin the *frames* gently. Honey"')).toEqual(['docs/honey.md']);
    expect(await paths('"scales.read(hiveId)"')).toEqual(['src/hive.ts']);
  });
});

describe('a word nobody wrote', () => {
  test.each(['honney', 'hony', 'hnoey', 'honex'])('%s finds its near spelling', async (word) => {
    expect((await docPilot.ask(word)).results[0]?.path).toBe('docs/honey.md');
  });

  test('is left alone when somebody wrote it', async () => {
    const { results } = await docPilot.ask('frames');
    expect(results.map(({ path }) => path)).toEqual(['docs/honey.md']);
  });
});
