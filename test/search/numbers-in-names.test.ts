import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { mentioning, type Searchable, searchable } from '../support/searchable.ts';

/** Series, with the file of a number, and whether its name or its folder says the series. */
const numbered = [
  { series: 'ADR', number: '4', path: 'adr/0004-monorepo.md' },
  { series: 'adr', number: '11', path: 'docs/decisions/0011-salt-water.md' },
  { series: 'MSC', number: '3083', path: 'proposals/3083-restricted-rooms.md' },
  { series: 'RFC', number: '2094', path: 'text/2094-lifetimes.md' },
  { series: 'PEP', number: '8', path: 'peps/pep-0008.rst' },
  { series: 'RB', number: '3', path: 'runbooks/RB-3.md' },
  { series: 'ISO', number: '27001', path: 'standards/ISO27001.md' },
  { series: 'TEP', number: '121', path: 'designs/tep_0121_results.md' },
  { series: 'ZEP', number: '5417', path: 'designs/5417-shards.md' },
];
const spellings = (series: string, number: string) => {
  const padded = number.padStart(4, '0');
  return ['-', ' ', '', '_', ' #'].flatMap((between) =>
    [number, padded].map((digits) => `${series}${between}${digits}`),
  );
};
const queries = numbered.flatMap(({ series, number, path }) =>
  spellings(series, number).map((query) => ({ query, path })),
);

let docPilot: Searchable;

beforeAll(async () => {
  const files = numbered.map(({ path }) => [path, '# Subject\n\nAccepted, and no more.\n']);
  const mentions = numbered.map(({ series, number }) => [
    `mentions/${series}.md`,
    mentioning(spellings(series, number).join(', ')),
  ]);
  docPilot = await searchable({
    ...Object.fromEntries([...files, ...mentions]),
    'db/migrations/0017-users.sql': 'create table users (id int);\n',
    'mentions/migrations.md': mentioning('ADR 17, ADR-17, ADR17'),
    'releases/v2.1.0.md': '# What is new\n\nBoats.\n',
    'releases/v2.10.0.md': '# What is new\n\nShips.\n',
    'release/1.10.md': '# Notes\n\nRafts.\n',
    'k8s-1.29-upgrade.md': '# Nodes\n\nDrain them.\n',
    'docs/v3.2/install.md': '# Install\n\nRun it.\n',
    'docs/v3.2/configure.md': '# Configure\n\nSet it.\n',
    'mentions/releases.md': `${mentioning('release 2.10.0, what is new in 2.10.0, v2.10.0')}
Release 1.10, what is new in 1.10, v1.10; install 3.2. k8s 1.29, upgrade to k8s 1.29.\n`,
    'faults/upgrade.md': '# Upgrade from 1.9 to 1.10 fails\n\nThe lock is stale: error E77.\n',
    'm/2025-03-12.md': '# Board\n\nTea.\n',
    'm/2025-03-11.md': '# Minutes\n\nThe next minutes are of 12.03.2025, 2025-03-12.\n',
    'photos/Protokoll_12.04.2025.md': '# Verein\n\nTee.\n',
    'mentions/photos.md': mentioning('Protokoll 2025-04-12, Protokoll 12.04.2025'),
    'notes/standup-20260115.md': '# Monday\n\nJam.\n',
    'mentions/standup.md': mentioning('standup 2026-01-15, standup 15.01.2026'),
    'src/MyComponent.tsx': 'export const depth = 1;\n',
    'mentions/parts.md': mentioning('my component'),
    'src/PaymentService.java': 'class PaymentService {}\n',
    'mentions/payment.md': mentioning('payment service'),
    'src/order_queue.py': 'depth = 1\n',
    'mentions/queue.md': mentioning('order queue, OrderQueue'),
    'web/user-profile-card.vue': '<template><p>x</p></template>\n',
    'mentions/card.md': mentioning('user profile card, UserProfileCard'),
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function first(query: string): Promise<string | undefined> {
  return (await docPilot.ask(query)).results[0]?.path;
}

test('the number of a series finds the file that carries it in every spelling', async () => {
  const found: unknown[] = [];
  for (const { query } of queries) found.push({ query, path: await first(query) });
  expect(found).toEqual(queries);
});

test('evidence is strong where a series has its number in a file', async () => {
  for (const { query, path } of queries)
    if (!path.startsWith('designs/5417'))
      expect((await docPilot.ask(query)).evidence, query).toBe('strong');
});

test.each(['what does ADR-4 decide', 'who accepted ADR 0004', 'is ADR4 accepted'])(
  'a question names the number, too: %s',
  async (query) => {
    expect(await first(query)).toBe('adr/0004-monorepo.md');
  },
);

test.each(['ADR 17', 'ADR-17', 'ADR17'])('%s is no migration of that number', async (query) => {
  expect(await first(query)).toBe('mentions/migrations.md');
});

describe('the file that carries a version in its name comes before pages that mention it', () => {
  test.each([
    ['what is new in 2.10.0', 'releases/v2.10.0.md'],
    ['release notes 2.10.0', 'releases/v2.10.0.md'],
    ['version 2.10.0', 'releases/v2.10.0.md'],
    ['2.1.0', 'releases/v2.1.0.md'],
    ['v1.10', 'release/1.10.md'],
    ['release 1.10', 'release/1.10.md'],
    ['k8s 1.29', 'k8s-1.29-upgrade.md'],
    ['upgrade to k8s 1.29', 'k8s-1.29-upgrade.md'],
    ['install v3.2', 'docs/v3.2/install.md'],
    ['how to configure 3.2', 'docs/v3.2/configure.md'],
  ])('%s', async (query, path) => {
    expect(await first(query)).toBe(path);
  });

  test.each([
    'upgrade from 1.9 to 1.10 fails with error E77',
    'upgrade to 1.10 fails with error E77',
    'why does the upgrade to 1.10 fail',
  ])('but it does not answer a question about that version: %s', async (query) => {
    expect(await first(query)).toBe('faults/upgrade.md');
  });
});

test.each([
  ['12.03.2025', 'm/2025-03-12.md'],
  ['minutes 2025-03-12', 'm/2025-03-12.md'],
  ['minutes of 12. 3. 2025', 'm/2025-03-12.md'],
  ['20250312', 'm/2025-03-12.md'],
  ['Protokoll 2025-04-12', 'photos/Protokoll_12.04.2025.md'],
  ['12.4.25', 'photos/Protokoll_12.04.2025.md'],
  ['standup 2026-01-15', 'notes/standup-20260115.md'],
  ['standup 15.01.2026', 'notes/standup-20260115.md'],
])('the file that carries a date comes before pages that mention it: %s', async (query, path) => {
  expect(await first(query)).toBe(path);
});

test.each([
  ['my component', 'src/MyComponent.tsx'],
  ['where is my component', 'src/MyComponent.tsx'],
  ['payment service', 'src/PaymentService.java'],
  ['payment-service', 'src/PaymentService.java'],
  ['OrderQueue', 'src/order_queue.py'],
  ['user profile card', 'web/user-profile-card.vue'],
  ['UserProfileCard', 'web/user-profile-card.vue'],
])('a name is found however its words are joined: %s', async (query, path) => {
  expect(await first(query)).toBe(path);
});
