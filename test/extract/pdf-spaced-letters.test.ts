import { describe, expect, test } from 'vitest';
import { textOfPages, words } from './pdf-pages.ts';

const placed = (text: string, step: number) =>
  [...text].map((letter, n) => words(700, letter, { x: 50 + step * n })).join('\n');
const shown = (operators: string) => `BT /F 12 Tf 1 0 0 1 50 700 Tm ${operators} ET`;

describe('letter-spaced words of a PDF are words', () => {
  test.each([
    ['a little', 'Protokoll der Sitzung', words(700, 'Protokoll der Sitzung', { look: '1.4 Tc' })],
    ['by a letter', 'TABLE DES MARÉES', words(700, 'TABLE DES MAR\xc9ES', { look: '9 Tc' })],
    ['in capitals with a number', 'KAPITEL 12', words(700, 'KAPITEL 12', { look: '4 Tc' })],
    [
      'scaled',
      'Avviso ai naviganti',
      `q 2 0 0 2 0 0 cm ${words(300, 'Avviso ai naviganti', { look: '3 Tc' })} Q`,
    ],
    [
      'by gaps',
      'Tide table',
      shown('[(T)-300(i)-300(d)-300(e)-800(t)-300(a)-300(b)-300(l)-300(e)] TJ'),
    ],
    ['by spaces', 'HAVNEPLAN', shown('(H A V N E P L A N) Tj')],
    [
      'by spaces, words by three',
      'ZARZĄD PORTU'.replace('Ą', 'A'),
      shown('(Z A R Z A D   P O R T U) Tj'),
    ],
    ['letter by letter', 'Dredging plan', placed('Dredging plan', 12)],
    [
      'one word among others',
      'Das ist wichtig für alle.',
      shown('(Das ist ) Tj 3 Tc (wichtig) Tj 0 Tc ( f\xfcr alle.) Tj'),
    ],
  ])('%s: %s', async (_, text, drawing) => {
    expect(await textOfPages(drawing)).toBe(`${text}\n`);
  });
});

test.each(['A B C D E F', 'a = b + c * d', 'Y N Y N N Y', 'I am a U S citizen'])(
  'single letters of a PDF stay apart: %s',
  async (text) => {
    expect(await textOfPages(words(700, text))).toBe(`${text}\n`);
  },
);
