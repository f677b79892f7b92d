import { describe, expect, test } from 'vitest';
import { type Page, textOfPages, words } from './pdf-pages.ts';

const places = ['mole', 'quay', 'lock', 'buoy', 'ramp', 'yard'];
const body = (n: number) =>
  [700, 685, 670]
    .map((y) => words(y, `The ${places[n]} is dredged by the crew at ${y}.`))
    .join('\n');
/** Pages whose head and foot are drawn before their text, as Word does. */
const pages = (count: number, edges: (n: number) => string): Page[] =>
  Array.from({ length: count }, (_, n) => `${edges(n + 1)}\n${body(n)}`);
const small = { size: 8 };

describe('what only counts the pages of a PDF is left out', () => {
  test.each<[string, number, (n: number) => string]>([
    ['Page 1 of 6', 6, (n) => words(40, `Page ${n} of 6`, small)],
    ['Seite 3', 2, (n) => words(40, `Seite ${n + 2}`, small)],
    ['– 4 –', 4, (n) => words(40, `\x96 ${n + 3} \x96`, small)],
    [
      'a head above and a number below',
      5,
      (n) => words(770, 'Harbour Board', small) + words(30, `${n}`),
    ],
    [
      'the chapter beside the number',
      5,
      (n) => words(770, `Chapter ${1 + (n >> 1)} Ropes ${n + 8}`),
    ],
    [
      'heads that differ on left and right pages',
      6,
      (n) => words(770, n % 2 ? `Ropes and knots ${n}` : `${n} Handbook`),
    ],
    ['roman numbers', 3, (n) => words(30, 'i'.repeat(n))],
  ])('%s', async (_, count, edges) => {
    const text = await textOfPages(...pages(count, edges));
    const lines = text.split('\n').filter((line) => line !== '');
    expect(lines).toHaveLength(3 * count);
    for (const line of lines) expect(line).toMatch(/^The \w+ is dredged by the crew at \d+\.$/);
  });
});

describe('the first and last lines of a PDF’s pages are kept', () => {
  test.each<[string, number, (n: number) => string]>([
    ['Page 1 of 1', 1, (n) => words(40, `Page ${n} of 1`, small)],
    ['Lesson 2', 4, (n) => words(770, `Lesson ${n}`, { size: 20 })],
    ['Fee 39 euro', 3, (n) => words(40, `Fee ${n * n + 30} euro in ${places[n]}`)],
  ])('%s', async (line, count, edges) => {
    const text = await textOfPages(...pages(count, edges));
    expect(text).toContain(line);
  });
});

describe('a watermark of a PDF is no heading, and stands once', () => {
  test.each([
    ['pale', 'DRAFT', words(400, 'DRAFT', { size: 90, look: '.8 g' })],
    ['transparent', 'ENTWURF', `q /Thin gs ${words(400, 'ENTWURF', { size: 80 })} Q`],
    [
      'slanting',
      'Confidential',
      'q BT 1 0 0 rg /F 60 Tf .7 .7 -.7 .7 150 200 Tm (Confidential) Tj ET Q',
    ],
    ['red, on each page', 'COPIE', words(400, 'COPIE', { size: 70, look: '1 0 0 rg' })],
  ])('%s', async (_, mark, drawing) => {
    const text = await textOfPages(
      `${drawing} ${words(750, 'Harbour plan', { size: 20 })} ${body(0)}`,
      ...[1, 2].map((n) => `${drawing} ${body(n)}`),
    );
    expect(text.split(mark)).toHaveLength(2);
    expect(text.match(/^#.*$/gm)).toEqual(['# Harbour plan']);
  });
});

test('a title on a dark ground is a heading, though its letters are pale', async () => {
  const ground = 'q 0 0 .4 rg 0 730 600 70 re f Q';
  const title = words(750, 'Plan portuaire', { size: 24, look: '.9 g' });
  expect(await textOfPages(`${ground} ${title} ${body(0)}`)).toMatch(/^# Plan portuaire\n/);
});

describe('lines of a table of contents are no headings', () => {
  const large = { size: 16 };
  test.each<[string, (title: string, n: number, y: number) => string]>([
    ['with dots', (title, n, y) => words(y, `${title} . . . . . . . . . ${n}`, large)],
    ['with close dots', (title, n, y) => words(y, `${title}${'.'.repeat(40)}${n}`, large)],
    [
      'with dots that stand apart',
      (title, n, y) =>
        words(y, title, large) +
        words(y, '. . . . . .', { size: 16, x: 300 }) +
        words(y, `${n}`, { size: 16, x: 500 }),
    ],
    [
      'with the number at the right',
      (title, n, y) => words(y, title, large) + words(y, `${n}`, { size: 16, x: 500 }),
    ],
  ])('%s', async (_, line) => {
    const titles = ['1 Vorwort', '2 Anlegen und Ablegen', '3 Lotsen', 'Anhang'];
    const entries = titles.map((title, at) => line(title, 3 + 4 * at, 640 - 40 * at));
    const contents = `${words(700, 'Inhalt', { size: 20 })} ${entries.join(' ')}`;
    const chapter = words(740, '1 Vorwort', large);
    const text = await textOfPages(contents, `${chapter} ${body(0)}`, body(1), body(2));
    expect(text.match(/^#.*$/gm)).toEqual(['# Inhalt', '## 1 Vorwort']);
    expect(text).toMatch(/Lotsen.*11/);
  });
});
