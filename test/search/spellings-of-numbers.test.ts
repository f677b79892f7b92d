import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

/** What a text says, and what people type for it. */
const said: [text: string, ...queries: string[]][] = [
  [
    'Launch on March 5, 2027 in town.',
    '2027-03-05',
    '05.03.2027',
    '5 March 2027',
    '20270305',
    'Mar 5 2027',
  ],
  [
    'Abgabe am 18. Dezember 2026 im Amt.',
    '2026-12-18',
    '18.12.2026',
    '18.12.26',
    '18. Dezember 2026',
  ],
  ['Party on 2026-07-21 there.', 'July 21, 2026', '21 July 2026', '21.7.26', '21st July 2026'],
  ['Termin am 9.5.2026 im Saal.', '9. 5. 2026', '9.5.26', '2026-05-09', 'May 9, 2026'],
  ['Call +41 44 668 18 00 for help.', '044 668 18 00', '0041 44 668 18 00', '+41446681800'],
  ['Ruf 044 555 12 34 an.', '+41 44 555 12 34', '0445551234', '0041445551234'],
  ['Appelez le 01 70 18 99 42 demain.', '+33 1 70 18 99 42', '0170189942'],
  ['IBAN DE89 3704 0044 0532 0130 00 of the shop.', 'DE89370400440532013000'],
  ['IBAN CH9300762011623852957 of the club.', 'CH93 0076 2011 6238 5295 7'],
  ['IBAN GB29 NWBK 6016 1331 9268 19 of the pub.', 'GB29NWBK60161331926819'],
  ['Room B-107 is blue.', 'B 107', 'B107', 'B-107'],
  ['Room C 208 is red.', 'C-208', 'C208', 'C 208'],
  ['Room D309 is green.', 'D-309', 'D 309'],
  ['We follow PEP 12 in code.', 'PEP12', 'PEP-12', 'pep 0012'],
  ['We follow TIP77 at sea.', 'TIP 77', 'TIP-77'],
  ['Nach § 14 haftet der Mieter.', '§14', '§ 14'],
];
const pairs = said.flatMap(([, ...queries], at) =>
  queries.map((query) => ({ query, path: `facts/fact-${at}.md` })),
);

let docPilot: Searchable;

beforeAll(async () => {
  const files = said.map(([text], at) => [`facts/fact-${at}.md`, `# Fact\n\n${text}\n`]);
  docPilot = await searchable({
    ...Object.fromEntries(files),
    'facts/numbers.md': `# Numbers\n\nIn 14 Tagen, 14 Tagen; 5, 9, 12, 18, 21, 26, 44, 77, 107, 208, 309.
Room B, room C and room D. March, July, 2026 and 2027. IBAN and PEP, TIP.\n`,
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('a number or an id is found first in any spelling, with strong evidence', async () => {
  const found: unknown[] = [];
  for (const { query } of pairs) {
    const { results, evidence } = await docPilot.ask(query);
    found.push({ query, path: results[0]?.path, evidence });
  }
  expect(found).toEqual(pairs.map((pair) => ({ ...pair, evidence: 'strong' })));
});

test.each(['B 108', 'PEP 99', '2027-03-06', '§ 15', '044 668 18 01'])(
  'evidence is not strong for another number: %s',
  async (query) => {
    expect((await docPilot.ask(query)).evidence).not.toBe('strong');
  },
);

test('a sign that stands with its number is no sign alone', async () => {
  expect((await docPilot.ask('§ 14')).notes).toBeUndefined();
});
