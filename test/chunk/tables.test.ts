import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import { expectLawsToHold } from './laws.ts';

const rows = (row: (n: number) => string) =>
  Array.from({ length: 90 }, (_, n) => row(n)).join('\n');

describe('a long table has its header on each of its pieces', () => {
  it.each([
    [
      'Markdown',
      'a.md',
      '| Boje | Tiefe |\n| --- | ---: |',
      (n: number) => `| Nordsee ${n} | ${n} Faden |`,
    ],
    [
      'Markdown without outer pipes',
      'a.md',
      'Bouée | Fond\n:--|--',
      (n: number) => `Manche numéro ${n} | ${n} brasses`,
    ],
    [
      'HTML',
      'a.md',
      '<table>\n<thead>\n<tr><th>Buoy</th><th>Depth</th></tr>\n</thead>',
      (n: number) => `<tr>\n  <td>Skagerrak ${n}</td>\n  <td>${n} fathoms</td>\n</tr>`,
    ],
    [
      'Org',
      'a.org',
      '| Buoy | Depth |\n|------+-------|',
      (n: number) => `| Kattegat ${n} | ${n} fathoms |`,
    ],
    [
      'AsciiDoc',
      'a.adoc',
      '|===\n|Buoy |Depth\n',
      (n: number) => `|Dogger Bank ${n} |${n} fathoms`,
    ],
  ])('in %s', (_, name, header, row) => {
    const text = `# Depths\n\nBefore.\n\n${header}\n${rows(row)}\n${name === 'a.adoc' ? '|===\n' : ''}\nAfter.\n`;
    const { chunks } = expectLawsToHold(name, text);
    const pieces = chunks.filter(({ text: said }) => said.includes(row(7).slice(0, 9)));
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.text).toContain(header.trimEnd().split('\n').at(-1));
  });
});

it('a row of a table is shown with its header and its own lines', () => {
  const text = `| Boje | Tiefe |\n|---|---|\n${rows((n) => `| Nordsee ${n} | ${n} Faden |`)}\n`;
  const { chunks } = chunkDocument('a.md', text);
  const piece = chunks.find((chunk) => chunk.text.includes('Nordsee 80 '));
  expect(piece?.text).toMatch(/^\| Boje \| Tiefe \|\n\|---\|---\|\n\| Nordsee/);
  expect(text.split('\n')[(piece?.startLine ?? 0) - 1]).toBe(piece?.text.split('\n')[2]);
});

it('a header that would fill the chunk is not repeated', () => {
  const text = `| ${'word '.repeat(120)}| b |\n|---|---|\n${rows((n) => `| Nordsee ${n} | ${n} Faden |`)}\n`;
  const last = expectLawsToHold('a.md', text).chunks.at(-1);
  expect(last?.text).toMatch(/^\| Nordsee/);
});
