import { afterAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable | undefined;
let indexed: object | undefined;
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

/** What a query finds in these files, which are indexed anew unless they were asked last. */
async function paths(files: Record<string, string>, query: string): Promise<string[]> {
  if (indexed !== files || docPilot === undefined) {
    await docPilot?.close();
    docPilot = await searchable(files);
    indexed = files;
  }
  return (await docPilot.ask(query)).results.map(({ path }) => path);
}

const formats = Object.fromEntries(
  Array.from({ length: 8 }, (_, at) => [
    `format-${at}.md`,
    `# Page format ${at}\n\nThe page format of a book: each page has a format, and the format of page ${at} is wide.\n`,
  ]),
);
const manual = {
  'manual.md': '# Manual\n\nA man page has a format of its own: the man page format is roff.\n',
};

describe('a document in another language', () => {
  test.each([
    [
      'Swedish',
      'man page format',
      '# Fyren\n\nMan tänder lampan varje kväll, och man släcker den på morgonen när det är ljust.\n',
    ],
    [
      'German',
      'man page format',
      '# Der Turm\n\nMan zündet die Lampe am Abend an, und man löscht sie am Morgen, wenn es hell ist.\n',
    ],
    [
      'Dutch',
      'man page format',
      '# De toren\n\nMen steekt de lamp aan in de avond, en dooft haar in de ochtend als het licht is.\n',
    ],
  ])('(%s) costs no word of another', async (_, query, foreign) => {
    expect((await paths({ ...formats, ...manual, 'foreign.md': foreign }, query))[0]).toBe(
      'manual.md',
    );
  });

  test('is found by its inflected words, however rare its language is', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [
        `page-${at}.md`,
        `# Page ${at}\n\nThe keeper of light ${at} is on the tower.\n`,
      ]),
    );
    const swedish =
      '# Fyren\n\nFyrvaktarna tänder lamporna varje kväll, och de släcker dem på morgonen när det är ljust.\n';
    expect(await paths({ ...many, 'fyr.md': swedish }, 'lampor')).toEqual(['fyr.md']);
  });
});

describe('a query in a language that the index does not hold', () => {
  test('does not look for its stop words', async () => {
    const files = {
      'editor.md': '# Editor configuration\n\nThe options of the configuration.\n',
      'names.md':
        '# Names\n\nCharles de Gaulle, Honoré de Balzac, Simone de Beauvoir: de is a part of names.\n',
    };
    expect((await paths(files, "options de configuration de l'éditeur"))[0]).toBe('editor.md');
  });

  test('finds no near spelling of its words', async () => {
    const files = { 'pain.md': '# Pain\n\nThe pain is in the back, and the paint on the wall.\n' };
    expect(await paths(files, 'où est la peinte de la salle')).toEqual([]);
  });
});

describe('compounds', () => {
  const german = {
    'hr.md':
      '# Urlaubsantragsverfahren\n\nDer Urlaubsantrag wird beim Teamleiter eingereicht. Die Kündigungsfrist beträgt drei Monate.\n',
    'b.md': '# Kantine\n\nDas Essen in der Kantine ist gut, und der Kaffee ist heiß.\n',
    'frei.md':
      '# Freie Tage\n\nEin Antrag auf Urlaub braucht die Unterschrift, und zwar vor der Reise.\n',
  };
  test.each([
    ['Urlaub', ['frei.md', 'hr.md']],
    ['Kündigung', ['hr.md']],
    ['Frist', ['hr.md']],
    ['Urlaubsantragsformular', ['frei.md', 'hr.md']],
  ])('are found by their parts, and find them: %s', async (query, found) => {
    expect((await paths(german, query)).sort()).toEqual(found);
  });

  test('of Swedish and Dutch as well', async () => {
    const files = {
      'sv.md':
        '# Ledighet\n\nSemesteransökan lämnas till arbetsgivaren, och den ska vara skriven i god tid.\n',
      'nl.md':
        '# Verlof\n\nHet ziekteverzuim wordt gemeld bij de leiding, en dat moet voor negen uur.\n',
    };
    expect(await paths(files, 'ansökan')).toEqual(['sv.md']);
  });
});

const withoutVowels = {
  'ar.md':
    '# سياسة الإجازات\n\nيحق للموظف ثلاثون يوما من الإجازة السنوية. المُدِيرُ يوافق على الطلب.\n',
  'he.md': '# מדיניות חופשה\n\nהעובד זכאי לעשרים ימי חופשה בשנה.\n',
};

test.each([
  ['إجازة سنوية', 'ar.md'],
  ['المدير', 'ar.md'],
  ['החופשה', 'he.md'],
  ['בחופשה', 'he.md'],
])('articles and vowel marks do not count: %s', async (query, path) => {
  expect(await paths(withoutVowels, query)).toEqual([path]);
});
