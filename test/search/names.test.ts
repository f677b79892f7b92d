import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { mentioning, type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'docs/adr/0012-use-salt-water.md': '# Use salt water for cooling\n\nStatus: accepted.\n',
    'docs/adr/0015-rinse-twice.md':
      '# Rinse twice\n\nADR-12 says once; ADR 0012 is wrong, ADR 12 is old.\n',
    'docs/adr/2024-12-01-minutes.md': '# Minutes of the ADR group\n\nWe met.\n',
    'keps/sig-node/1287-in-place-update/README.md': '# In-place update\n\nPods grow.\n',
    'keps/sig-node/2000-graceful/README.md':
      '# Graceful\n\nSee KEP-1287, KEP 1287 and KEP-1287 again.\n',
    'peps/pep-0484.rst': 'Type hints\n==========\n\nFunctions have annotations.\n',
    'peps/pep-0526.rst':
      'Variable annotations\n====================\n\nPEP 484 began it; PEP 484 has more.\n',
    'rfcs/RFC7.txt': 'Seven\n\nA request for comments.\n',
    'rfcs/index.md': '# All requests\n\nRFC 7, RFC 8, RFC 7 and RFC 7.\n',
    Dockerfile: 'FROM debian:12\nRUN apt-get update\n',
    'docs/deploy.md': mentioning('Dockerfile'),
    'notes/Harbour pilot onboarding.md': '## Day one\n\nGet a key and a coat.\n',
    'notes/letters.md': mentioning('harbour pilot onboarding'),
    'src/tide_table.ts': 'export const heights = [1, 2];\n',
    'docs/tides.md': mentioning('tide table'),
    'config/app.settings.json': '{ "depth": 3 }\n',
    'docs/settings.md': mentioning('app settings json'),
    'deep/a/b/c/d/e/f/g/Plan für den Winter.md': '# Ziele\n\nDas Rad dreht sich.\n',
    'HR/Réunion d’équipe – avril (fin).md': '# Ordre du jour\n\nLes bateaux partent.\n',
    'docs/reunion.md': mentioning('réunion d’équipe avril fin'),
    'ops/R&D budget.md': '# Sums\n\nMuch.\n',
    'docs/sums.md': mentioning('R&D budget'),
    'ops/Incident #42.md': '# Summary\n\nThe crane fell.\n',
    'docs/incidents.md': mentioning('incident 42'),
    'plaene.md': mentioning('Plan für den Winter'),
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function first(query: string): Promise<string | undefined> {
  return (await docPilot.ask(query)).results[0]?.path;
}

test.each([
  ['ADR 12', 'docs/adr/0012-use-salt-water.md'],
  ['ADR-0012', 'docs/adr/0012-use-salt-water.md'],
  ['adr 0012', 'docs/adr/0012-use-salt-water.md'],
  ['KEP-1287', 'keps/sig-node/1287-in-place-update/README.md'],
  ['KEP 1287', 'keps/sig-node/1287-in-place-update/README.md'],
  ['PEP 484', 'peps/pep-0484.rst'],
  ['pep484', 'peps/pep-0484.rst'],
  ['RFC 7', 'rfcs/RFC7.txt'],
  ['what does ADR 12 say', 'docs/adr/0012-use-salt-water.md'],
  ['is KEP-1287 done', 'keps/sig-node/1287-in-place-update/README.md'],
  ['where did PEP 484, the older one, begin?', 'peps/pep-0484.rst'],
])('%s finds the document of that number before those that mention it', async (query, path) => {
  expect(await first(query)).toBe(path);
});

test('a number in a question is no name unless its series is in capitals, or where more follows it', async () => {
  expect(await first('we met, see adr 12 again')).not.toBe('docs/adr/0012-use-salt-water.md');
  expect(await first('ADR 12.5 is wrong and old')).not.toBe('docs/adr/0012-use-salt-water.md');
});

test.each([
  ['Dockerfile', 'Dockerfile'],
  ['harbour pilot onboarding', 'notes/Harbour pilot onboarding.md'],
  ['Harbour Pilot Onboarding.md', 'notes/Harbour pilot onboarding.md'],
  ['tide table', 'src/tide_table.ts'],
  ['tide_table.ts', 'src/tide_table.ts'],
  ['app.settings', 'config/app.settings.json'],
  ['`config/app.settings.json`', 'config/app.settings.json'],
  ['Plan für den Winter', 'deep/a/b/c/d/e/f/g/Plan für den Winter.md'],
  ['plan fur den winter', 'deep/a/b/c/d/e/f/g/Plan für den Winter.md'],
  ["Réunion d'équipe - avril (fin)", 'HR/Réunion d’équipe – avril (fin).md'],
  ['reunion d’equipe avril fin.md', 'HR/Réunion d’équipe – avril (fin).md'],
  ['HR/Réunion d’équipe – avril (fin)', 'HR/Réunion d’équipe – avril (fin).md'],
  ['incident 42', 'ops/Incident #42.md'],
  ['R&D budget', 'ops/R&D budget.md'],
  ['where is the Dockerfile?', 'Dockerfile'],
])('the name of a file, %s, finds that file first', async (query, path) => {
  expect(await first(query)).toBe(path);
});

describe('a text without a heading of the first level', () => {
  test('is called by its file', async () => {
    const { results } = await docPilot.ask('get a key and a coat');
    expect(results[0]).toMatchObject({
      title: 'Harbour pilot onboarding.md',
      heading_path: ['Day one'],
    });
  });
});
