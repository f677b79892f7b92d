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
    [
      'AsciiDoc that says so, a cell in a line',
      'a.adoc',
      '[cols="2*",options="header"]\n|===\n|Buoy\n|Depth\n',
      (n: number) => `|Dogger Bank ${n}\n|${n} fathoms\n`,
    ],
    [
      'a list of reStructuredText',
      'a.rst',
      '.. list-table:: Depths\n   :header-rows: 1\n   :widths: 40 60\n\n   * - Buoy\n     - Depth',
      (n: number) => `   * - Biscay ${n}\n     - ${n} fathoms`,
    ],
    [
      'comma-separated values of reStructuredText',
      'a.rst',
      '.. csv-table::\n   :header: Buoy, Depth\n',
      (n: number) => `   Lundy ${n}, ${n} fathoms`,
    ],
    [
      'the same with the header among them',
      'a.rst',
      '.. csv-table:: Depths\n   :header-rows: 1\n\n   Buoy, Depth',
      (n: number) => `   Fastnet ${n}, ${n} fathoms`,
    ],
    [
      'a simple table of reStructuredText',
      'a.rst',
      '============  ==========\nBuoy          Depth\n============  ==========',
      (n: number) => `Shannon ${n}    ${n} fathoms`,
    ],
    [
      'a grid of reStructuredText',
      'a.rst',
      '+-----------+------------+\n| Buoy      | Depth      |\n+===========+============+',
      (n: number) => `| Rockall ${n} | ${n} fathoms |\n+-----------+------------+`,
    ],
  ])('in %s', (_, name, header, row) => {
    const text = `# Depths\n\nBefore.\n\n${header}\n${rows(row)}\n${name === 'a.adoc' ? '|===\n' : ''}\nAfter.\n`;
    const { chunks } = expectLawsToHold(name, text);
    const pieces = chunks.filter(({ text: said }) => said.includes(row(7).slice(0, 9)));
    expect(pieces.length).toBeGreaterThan(1);
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

it('a list of reStructuredText is cut between its rows', () => {
  const row = (n: number) => `   * - Biscay ${n}\n\n       off the cape\n     - ${n} fathoms`;
  const text = `.. list-table::\n   :header-rows: 1\n\n   * - Buoy\n     - Depth\n${rows(row)}\n\nAfter.\n`;
  const pieces = chunkDocument('a.rst', text).chunks.slice(0, -1);
  expect(pieces.length).toBeGreaterThan(2);
  for (const piece of pieces) expect(piece.text).toMatch(/ Depth\n {3}\* - Biscay[\s\S]*fathoms$/);
});

it('a header that would fill the chunk is shortened', () => {
  const text = `| ${'word '.repeat(200)}| b |\n|---|---|\n${rows((n) => `| Nordsee ${n} | ${n} Faden |`)}\n`;
  const last = expectLawsToHold('a.md', text).chunks.at(-1);
  expect(last?.text).toMatch(/^\| (?:word ){6,}word?… \| b \|\n\|---\|---\|\n\| Nordsee/);
});

it('a header of more columns than a chunk could name is not repeated', () => {
  const cells = (cell: (n: number) => string) => Array.from({ length: 400 }, (_, n) => cell(n));
  const line = (cell: (n: number) => string) => `|${cells(cell).join('|')}|`;
  const text = `${line((n) => `c${n}`)}\n${line(() => '---')}\n${line((n) => `r${n}`)}\n`;
  expect(expectLawsToHold('a.md', text).chunks.at(-1)?.text).toMatch(/^r\d+|^\|r/);
});
