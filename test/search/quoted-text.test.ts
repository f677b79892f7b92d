import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'delais.md': '# Délais\n\nLe port répond sous 48\u00a0heures\u202fouvrées, au plus.\n',
    'heures.md':
      '# Heures ouvrées\n\nLes heures ouvrées vont de 9 à 18, et 48 heures sont payées.\n',
    'boats.md':
      '# Boats\n\nFor crews of 10–20 people; the cost–benefit ratio is low. Wait… what sails?\n',
    'crews.md':
      '# People\n\nWe wait for 10 crews, 20 people each: what people cost, benefit and ratio.\n',
    'critical.md': '# Pumps\n\nThe mission-critical pump is a non‑binding offer.\n',
    'pumps.md':
      '# Critical pumps\n\nA pump on a mission is critical. Offer a pump; binding, non.\n',
    'schiff.md':
      '# Schiff\n\nDie Dampf\u00adschiff\u00adfahrt beginnt im Mai. Die Ge\u200bnehmigung gilt.\n',
    'beginnt.md':
      '# Beginnt\n\nDie Dampfschifffahrt, sie beginnt spät. Eine Genehmigung, die gilt.\n',
    'help.md':
      '# Help\n\nPlease [open a ticket](https://help.example.com/new?x=1) in the portal, use [our form][1] now, or press **Send** `twice` and wait.\n\nNever set `keep\\_alive` to zero.\n',
    'portal.md':
      '# Ticket portal\n\nThe portal has tickets. Open the portal: a ticket is in the portal. Press twice and send, now form. Keep alive: set to zero.\n',
    'budget.md': '# Budget\n\nThe error budget is spent per month.\n',
    'error.md': '# Error\n\nThe error is in the budget, and the budget has an error per error.\n',
    'rules.md': '# Rules\n\nDon’t feed the seals. L’équipe d’astreinte répond.\n',
    'seals.md': "# Seals\n\nSeals feed; don't you? Astreinte: l'équipe, d'abord.\n",
    '部門.md': '# 部門\n\n品質管理\n部門は三階にある。\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

describe('a phrase in quotes meets a text', () => {
  test.each([
    ['with no-break spaces', '"48 heures ouvrées"', 'delais.md'],
    ['that has none where it has', '"9\u00a0à\u202f18"', 'heures.md'],
    ['with another dash between numbers', '"10-20 people"', 'boats.md'],
    ['with another dash between words', '"cost-benefit ratio"', 'boats.md'],
    ['with a dash for its space', '"cost benefit ratio"', 'boats.md'],
    ['with the character for three points', '"wait... what"', 'boats.md'],
    ['with a hyphen for its space', '"mission critical pump"', 'critical.md'],
    ['with a hyphen that breaks no line', '"non-binding offer"', 'critical.md'],
    ['with soft hyphens', '"Dampfschifffahrt beginnt"', 'schiff.md'],
    ['that has none of its soft hyphens', '"Dampf\u00adschifffahrt, sie"', 'beginnt.md'],
    ['with a zero-width space', '"Genehmigung gilt"', 'schiff.md'],
    ['with a link', '"open a ticket in the portal"', 'help.md'],
    ['with a link by reference', '"use our form now"', 'help.md'],
    ['that it has with its link', '"[open a ticket](https://x.example/) in the portal"', 'help.md'],
    ['with emphasis and code', '"press Send twice and wait"', 'help.md'],
    ['with a mark that Markdown escapes', '"keep_alive to zero"', 'help.md'],
    ['with other apostrophes', '"Don\'t feed the seals"', 'rules.md'],
    ['over a line’s end in a script without spaces', '"品質管理部門"', '部門.md'],
  ])('%s', async (_, query, path) => {
    for (const asked of [query, `pump ${query}`]) {
      const { results, notes } = await docPilot.ask(asked);
      expect([results[0]?.path, notes]).toEqual([path, undefined]);
    }
  });

  test.each(['"10 20 people"', '"cost ratio"', '"open ticket in the portal"', '"a ticket help"'])(
    'that has just these words, and no other: %s',
    async (query) => {
      const { notes } = await docPilot.ask(query);
      expect(notes).toEqual([expect.stringContaining('No result has the phrase')]);
    },
  );
});

describe('quotation marks', () => {
  test.each([
    ...['„error budget“', '„error budget”', '»error budget«', '«\u00a0error budget\u00a0»'],
    ...['›error budget‹', '‚error budget‘', '‘error budget’', '”error budget”', '»error budget»'],
    ...['「error budget」', '『error budget』', '《error budget》', '„error budget"'],
  ])('open and close a phrase: %s', async (query) => {
    const { results } = await docPilot.ask(query);
    expect(results.map(({ path }) => path)).toEqual(['budget.md']);
  });

  test.each([
    'the crews’ and the seals’ budget',
    'l’équipe d’astreinte qu’on appelle',
    'rock ‘n’ roll of the ‘90s for the crews’ budget',
    'a 5” pump and a 6” pump',
  ])('are no apostrophes or inches: %s', async (query) => {
    const { notes } = await docPilot.ask(query);
    expect(notes).toBeUndefined();
  });
});

describe('a note', () => {
  const note = async (query: string) => (await docPilot.ask(query)).notes;

  test.each(['"error budget" "per year"', 'pump "per year" "error budget"'])(
    'names the phrase that no result has, and no other: %s',
    async (query) => {
      expect(await note(query)).toEqual([expect.stringContaining('the phrase “per year”')]);
    },
  );

  test('says that phrases stand apart', async () => {
    expect(await note('"error budget" "feed the seals"')).toEqual([
      'No result has all of the phrases: their words were searched for.',
    ]);
  });

  test('is one for several phrases, and repeats little of them', async () => {
    const long = 'pump '.repeat(60);
    const notes = await note(`boats "a b" “c d” "e f" "g h" "${long}"`);
    expect(notes).toEqual([expect.stringContaining('“a b”, “c d”, “e f” or 2 more')]);
    expect((await note(`boats "${long}"`))?.[0]?.length).toBeLessThan(160);
  });

  test.each([
    ['(', 3000],
    ['{[', 1500],
    ['pump {[ ', 200],
    ['});\n', 400],
  ])('repeats no run of signs: %s × %i', async (sign, count) => {
    const notes = await note(`${sign.repeat(count)} pump`);
    expect(notes?.join('').length ?? 0).toBeLessThan(100);
  });

  test('is given of no JSON', async () => {
    const json = '{"pump": "mission", "list": [{"a b": "c d"}, {"e": []}], "f": {"g": null}}';
    expect(await note(json)).toBeUndefined();
  });

  test('says which signs were left out', async () => {
    expect(await note('error ?? budget')).toEqual([expect.stringContaining('for: ??.')]);
    expect(await note('what is the budget ??')).toBeUndefined();
    expect(await note('§ budget')).toEqual([expect.stringContaining('for: §.')]);
  });
});
