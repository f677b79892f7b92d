import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

// Each language has three words that every third of its notes has, one answer, and words that no text has.
const languages = [
  {
    name: 'en',
    query: 'change the price of a berth',
    words: ['change', 'price', 'berth'],
    note: (word: string) => `The harbour office wrote about the ${word} in its letter of the week.`,
    answer: 'To change the price of a berth, the master of the harbour signs a form.',
    filling: 'The office answers letters on weekdays and keeps a list of them in the hall. ',
    absent: ['zeppelin', 'quagmire'],
    line: (dock: string) => `dock "${dock}" lies behind the sluice gate`,
  },
  {
    name: 'fr',
    query: 'modifier le tarif du mouillage',
    words: ['modifier', 'tarif', 'mouillage'],
    note: (word: string) => `La capitainerie parle de « ${word} » dans sa lettre de la semaine.`,
    answer: 'Pour modifier le tarif du mouillage, le capitaine du port signe un formulaire.',
    filling: 'Le bureau répond aux lettres les jours ouvrés et en garde la liste dans le hall. ',
    absent: ['trottinette', 'chouette'],
    line: (dock: string) => `le quai "${dock}" se trouve derrière une porte fermée`,
  },
  {
    name: 'de',
    query: 'Gebühr für das Boot erhöhen',
    words: ['Gebühr', 'Boot', 'erhöhen'],
    note: (word: string) => `Das Hafenamt schreibt über „${word}“ in seinem Brief der Woche.`,
    answer: 'Wer die Gebühr für das Boot erhöhen will, fragt im Hafenamt nach dem Formular.',
    filling: 'Das Amt antwortet werktags auf Briefe und führt darüber eine Liste im Flur. ',
    absent: ['Regenschirm', 'Eichhörnchen'],
    line: (dock: string) => `das Becken "${dock}" bleibt hinter der Schleuse gesperrt`,
  },
];
type Language = (typeof languages)[number];

const notes = Object.fromEntries(
  languages.flatMap(({ name, words, note }) =>
    Array.from({ length: 24 }, (_, at) => [
      `${name}/note-${at}.md`,
      `# ${name} ${at}\n\n${note(words[at % 3] ?? '')}\n`,
    ]),
  ),
);
const scattered = ({ words, filling }: Language) =>
  words.map((word) => `${word}. ${filling.repeat(4)}`).join('');
const pagesOf = (text: (language: Language) => string) =>
  Object.fromEntries(
    languages.map((language) => [`${language.name}/page.md`, `# Page\n\n${text(language)}\n`]),
  );

const lines = Object.fromEntries(
  languages.map(({ name, line }) => [`${name}/line.md`, `# Log\n\n\`${line('a7')}\`\n`]),
);
/** A log with an error, among lines that no page has. */
const logOf = (line: string) =>
  `2026-03-01 10:00:00 starting\nFatal: ${line}\nquagmire zeppelin\npistons gears\nknobs levers`;

const levels = ['none', 'weak', 'strong'];

/** The evidence of a query, and of the same with more and more words that no text has. */
async function levelsOf(index: Searchable, { query, absent }: Language): Promise<number[]> {
  const queries = [query, `${query} ${absent[0]}`, `${query} ${absent.join(' ')}`];
  const found = [];
  for (const asked of queries) found.push(levels.indexOf((await index.ask(asked)).evidence));
  return found;
}

describe('where one statement has all of the words', () => {
  let docPilot: Searchable;
  beforeAll(async () => {
    docPilot = await searchable({ ...notes, ...lines, ...pagesOf(({ answer }) => answer) });
  });
  afterAll(() => docPilot.close());

  test.each(languages)(
    'evidence is strong, and less with each word that no text has: $name',
    async (language) => {
      const { results } = await docPilot.ask(language.query);
      expect(results[0]?.path).toBe(`${language.name}/page.md`);
      const [all = 0, one = 0, two = 0] = await levelsOf(docPilot, language);
      expect(levels[all]).toBe('strong');
      expect(one).toBeLessThanOrEqual(all);
      expect(two).toBeLessThanOrEqual(one);
      expect(levels[two]).not.toBe('strong');
    },
  );

  test.each(languages)(
    'a pasted error is strong where its line stands word for word: $name',
    async ({ name, line }) => {
      const { results, evidence } = await docPilot.ask(logOf(line('k2')));
      expect([results[0]?.path, evidence]).toEqual([`${name}/line.md`, 'strong']);
      const reversed = line('k2').split(' ').reverse().join(' ');
      expect((await docPilot.ask(logOf(reversed))).evidence).toBe('weak');
    },
  );
});

describe('where the words are common, and scattered over a long passage', () => {
  let docPilot: Searchable;
  beforeAll(async () => {
    docPilot = await searchable({ ...notes, ...pagesOf(scattered) });
  });
  afterAll(() => docPilot.close());

  test.each(languages)(
    'evidence is weak, and never more with a word that no text has: $name',
    async (language) => {
      const { results } = await docPilot.ask(language.query);
      expect(results[0]?.path).toBe(`${language.name}/page.md`);
      const [all = 0, one = 0, two = 0] = await levelsOf(docPilot, language);
      expect(levels[all]).toBe('weak');
      expect(one).toBeLessThanOrEqual(all);
      expect(two).toBeLessThanOrEqual(one);
    },
  );
});

afterAll(removeTemporaryFolders);
