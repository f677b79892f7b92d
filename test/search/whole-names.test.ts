import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { mentioning, type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'team/How we hire.md': '## Steps\n\nWe meet first.\n',
    'team/Hire.md': mentioning('hire'),
    'team/Team charter.md': '## Purpose\n\nWe build lamps.\n',
    'team/talks.md': '# Talks\n\nA charter for a team; team, charter.\n',
    'team/Meeting notes 🗓️ March.md': '## Agenda\n\nLamps.\n',
    'team/notes.md': mentioning('meeting notes'),
    'team/Travel & Expense Policy.md': '## Trips\n\nTake the train.\n',
    'team/travel.md': mentioning('travel and expense policy'),
    'docs/decisions/0004-monorepo.md': '# One repository\n\nAccepted.\n',
    'doc/architecture/decisions/0005-use-postgres.md': '# 5. Use Postgres\n\nAccepted.\n',
    'docs/decisions.md': `${mentioning('ADR 4')}\nADR-5, ADR 5, ADR-0004 and ADR 5.\n`,
    'incidents/INC-2024-007.md': '# Crane\n\nIt fell.\n',
    'incidents/INC-2023-007.md': '# Bridge\n\nIt stood.\n',
    'docs/incidents.md': mentioning('INC-2024-7'),
    'docs/deploy.md': mentioning('deploy'),
    'docs/rollback.md': '# Going back\n\nA deploy is undone by the blue green switch.\n',
    'src/TideTable.tsx': 'export const depth = 1;\n',
    'docs/tides.md': mentioning('src/TideTable.tsx blob main example handbook'),
    'runbooks/RB-012.md': '# Disk\n\nFull.\n',
    'releases/v2.1.md': '# New\n\nThings.\n',
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
  ['How we hire', 'team/How we hire.md'],
  ['Hire', 'team/Hire.md'],
  ['Meeting notes March', 'team/Meeting notes 🗓️ March.md'],
  ['travel and expense policy', 'team/Travel & Expense Policy.md'],
])('the whole name, %s, comes before a part of it and before mentions', async (query, path) => {
  expect(await first(query)).toBe(path);
});

test.each(['"Team charter"', 'find "team charter"', 'where is the “Team charter”'])(
  'a document is found by its title in quotes: %s',
  async (query) => {
    const { results, notes } = await docPilot.ask(query);
    expect(results[0]?.path).toBe('team/Team charter.md');
    expect(notes).toBeUndefined();
  },
);

test('a phrase in quotes comes before the document that is called by another word', async () => {
  expect(await first('deploy "blue green switch"')).toBe('docs/rollback.md');
  expect(await first('deploy')).toBe('docs/deploy.md');
});

test.each([
  ['ADR 4', 'docs/decisions/0004-monorepo.md'],
  ['ADR-0005', 'doc/architecture/decisions/0005-use-postgres.md'],
  ['what does ADR 5 say', 'doc/architecture/decisions/0005-use-postgres.md'],
  ['INC-2024-7', 'incidents/INC-2024-007.md'],
  ['what fell in INC-2024-7', 'incidents/INC-2024-007.md'],
])('%s finds the document of that number where tools put it', async (query, path) => {
  expect(await first(query)).toBe(path);
});

describe('a path as tools print it', () => {
  const atMain = 'https://github.com/example/handbook/blob/main/src/TideTable.tsx';
  test.each([
    'src/TideTable.tsx:12',
    'src/TideTable.tsx:12:5',
    'src/TideTable.tsx(12,5)',
    'src\\TideTable.tsx',
    atMain,
    `${atMain}#L12-L20`,
    atMain.replace('main', 'fix/depth'),
    'open src/TideTable.tsx',
    'in src/TideTable.tsx:3',
  ])('finds its file: %s', async (query) => {
    expect(await first(query)).toBe('src/TideTable.tsx');
  });
});

test.each([
  'RB-012',
  'RB 12',
  'v2.1',
  'ADR 4',
  'https://example.com/o/r/blob/main/releases/v2.1.md',
])('evidence is strong where the first document is called so: %s', async (query) => {
  expect((await docPilot.ask(query)).evidence).toBe('strong');
});
