import { describe, expect, it } from 'vitest';
import { expectLawsToHold } from './laws.ts';

const rows = (row: (n: number) => string, between = '\n') =>
  Array.from({ length: 150 }, (_, n) => row(n)).join(between);

/** All that a table's pieces say before their first row, and the rows that begin them. */
function expectHeadOnEachPiece(name: string, text: string, head: RegExp, row: RegExp) {
  const { chunks } = expectLawsToHold(name, text);
  const pieces = chunks.filter(({ text: said }) => row.test(said));
  expect(pieces.length).toBeGreaterThan(2);
  for (const { text: said } of pieces) expect(said.slice(0, said.search(row))).toMatch(head);
  return pieces.map(({ text: said }) => said);
}

describe('HTML in Markdown has its header on each piece of a table', () => {
  const head = '<tr><th>Buoy</th><th>Depth</th></tr>';
  const cells = (n: number) => `<tr><td>Dogger ${n}</td><td>${n} fathoms</td></tr>`;

  it.each([
    ['on one line', `<table><thead>${head}</thead><tbody>${rows(cells, '')}</tbody></table>`],
    ['with all rows on one line', `<table>\n${head}\n${rows(cells, '')}\n</table>`],
    ['with the first rows beside it', `<table>${head}${cells(500)}\n${rows(cells)}\n</table>`],
    [
      'with blank lines and Markdown in cells',
      `<table>\n${head}\n${rows((n) => `<tr>\n<td>\n\n**Dogger ${n}**\n\n</td>\n<td>${n}</td>\n</tr>`)}\n</table>`,
    ],
    [
      'with code in cells',
      `<table>\n${head}\n${rows((n) => `<tr>\n<td>\n\n\`\`\`sh\n</table> Dogger ${n}\n\`\`\`\n\n</td>\n</tr>`)}\n</table>`,
    ],
    ['in a list', `- Depths:\n\n  <table>\n  ${head}\n  ${rows(cells, '\n  ')}\n  </table>`],
    [
      'that a sentence names before',
      `Write <table> and rows.\n\n<table>\n${head}\n${rows(cells)}\n</table>`,
    ],
  ])('%s', (_, table) => {
    for (const name of ['a.md', 'a.mdx'])
      expectHeadOnEachPiece(name, `# Depths\n\n${table}\n\nAfter.\n`, /Buoy.*Depth/, /Dogger \d/);
  });

  it('of two rows, with and without thead', () => {
    const two =
      '<tr><th rowspan="2">Buoy</th><th colspan="2">Depth</th></tr>\n<tr><th>ebb</th><th>flood</th></tr>';
    for (const header of [two, `<thead>\n${two}\n</thead>`])
      expectHeadOnEachPiece(
        'a.md',
        `<table>\n${header}\n${rows(cells)}\n</table>\n`,
        /Buoy[\s\S]*Depth[\s\S]*ebb[\s\S]*flood/,
        /Dogger \d/,
      );
  });

  it('and is cut between rows', () => {
    const table = `<table>\n${head}\n${rows((n) => `<tr>\n<td>\n\nDogger ${n}\n\n</td>\n</tr>`)}\n</table>\n`;
    const pieces = expectHeadOnEachPiece('a.md', table, /Buoy/, /Dogger \d/);
    for (const said of pieces.slice(1)) expect(said).toMatch(/<\/tr>\n<tr>\n<td>\n\nDogger/);
  });
});

describe('a table has its header on each of its pieces', () => {
  const row = (n: number) => `| Fastnet ${n} | ${n} fathoms |`;
  it.each([
    [
      'in a tab of MkDocs',
      'a.md',
      '=== "Depths"\n\n',
      '    | Buoy | Depth |\n    |---|---|\n',
      '    ',
    ],
    [
      'in an admonition',
      'a.md',
      '!!! note "Depths"\n    These:\n\n',
      '    | Buoy | Depth |\n    | :-- | --: |\n',
      '    ',
    ],
    [
      'in a tab inside an admonition',
      'a.md',
      '??? tip\n\n    === "North"\n\n',
      '        Buoy | Depth\n        -----|------\n',
      '        ',
    ],
    ['with a cross in its rule', 'a.md', '', '| Buoy | Depth |\n|------+-------|\n', ''],
  ])('%s', (_, name, before, header, indent) => {
    const text = `# Sea\n\n${before}${header}${rows((n) => indent + row(n))}\n\nAfter.\n`;
    expectHeadOnEachPiece(name, text, /Buoy \| Depth[\s\S]*\n/, /Fastnet \d/);
  });

  it.each([
    [
      'a grid',
      '+------------+-------------+\n| Buoy       | Depth       |\n+============+=============+\n',
      (n: number) => `| Rockall ${n} | ${n} fathoms |\n+------------+-------------+`,
      '\n',
    ],
    [
      'a simple table',
      '  Buoy           Depth\n  -----------    ----------\n',
      (n: number) => `  Rockall ${n}     ${n} fathoms`,
      '\n',
    ],
    [
      'a multi-line table',
      '-----------------------------\n Buoy          Depth at the\n               lowest tide\n------------- ---------------\n',
      (n: number) => ` Rockall ${n}     ${n} fathoms\n                and more`,
      '\n\n',
    ],
  ])('as %s of Pandoc', (name, header, line, between) => {
    const last = name === 'a multi-line table' ? '\n-----------------------------' : '';
    const text = `# Sea\n\n${header}${rows(line, between)}${last}\n\nAfter.\n`;
    expectHeadOnEachPiece('a.md', text, /Buoy +.*Depth/, /Rockall \d/);
    expect(expectLawsToHold('a.md', text).headings).toEqual(['Sea']);
  });

  it.each([
    ['[format=csv,%header]\n|===\nBuoy,Depth\n', (n: number) => `Lundy ${n},${n} fathoms`, '|==='],
    ['[%header]\n.Depths\n,===\nBuoy,Depth\n', (n: number) => `Lundy ${n},${n} fathoms`, ',==='],
    [',===\nBuoy,Depth\n\n', (n: number) => `Lundy ${n},"${n} fathoms"`, ',==='],
    ['[options="header"]\n:===\nBuoy:Depth\n', (n: number) => `Lundy ${n}:${n} fathoms`, ':==='],
  ])('in AsciiDoc as %j', (header, line, end) => {
    const text = `= Sea\n\n${header}${rows(line)}\n${end}\n\nAfter.\n`;
    expectHeadOnEachPiece('a.adoc', text, /Buoy.Depth/, /Lundy \d/);
  });

  it.each([
    ['longtable', '{ll}\n\\hline\nBuoy & Depth \\\\\n\\hline\n\\endhead\n'],
    [
      'longtable',
      '{ll}\n\\caption{All}\\\\\n\\toprule\nBuoy & Depth\\\\\n\\midrule\n\\endfirsthead\nBuoy & Depth\\\\\n\\endhead\n\\bottomrule\n\\endfoot\n',
    ],
    ['tabular', '{l|l}\n  Buoy & Depth \\\\ \\hline\n'],
    [
      'tabularx',
      '{\\textwidth}{lX}\n\\toprule\n & \\multicolumn{1}{c}{Sea} \\\\\nBuoy & Depth \\\\\n\\midrule\n',
    ],
  ])('in LaTeX as %s %j', (name, header) => {
    const line = (n: number) => `Biscay ${n} & ${n} fathoms \\\\`;
    const text = `\\section{Sea}\n\\begin{${name}}${header}${rows(line)}\n\\end{${name}}\n\nAfter.\n`;
    const pieces = expectHeadOnEachPiece('a.tex', text, /Buoy & Depth/, /Biscay \d/);
    for (const said of pieces.slice(1)) expect(said).toMatch(/\nBiscay \d+ &/);
  });
});

describe('a header too long for the pieces of its table is shortened', () => {
  const names = Array.from({ length: 12 }, (_, n) => `Column${n} ${'of many words '.repeat(9)}`);
  it.each([
    [
      'a.md',
      `| ${names.join('| ')}|\n|${'---|'.repeat(12)}\n`,
      (n: number) => `| r${n} |${' x |'.repeat(11)}`,
    ],
    [
      'a.md',
      `<table>\n<tr>\n${names.map((name) => `<th class="wide" style="width: 9em">${name}</th>`).join('\n')}\n</tr>\n`,
      (n: number) => `<tr><td>r${n}</td><td>x</td></tr>`,
    ],
    [
      'a.org',
      `| ${names.join('| ')}|\n|${'---+'.repeat(11)}---|\n`,
      (n: number) => `| r${n} |${' x |'.repeat(11)}`,
    ],
    [
      'a.tex',
      `\\begin{tabular}{l}\n${names.join('& ')}\\\\\n\\hline\n`,
      (n: number) => `r${n} ${'& x '.repeat(11)}\\\\`,
    ],
  ])('in %s %#', (name, header, row) => {
    const end = name === 'a.tex' ? '\n\\end{tabular}' : header.startsWith('<') ? '\n</table>' : '';
    const { chunks } = expectLawsToHold(name, `${header}${rows(row)}${end}\n`);
    const pieces = chunks.filter(({ text }) => /\br\d+\b/.test(text)).slice(1);
    expect(pieces.length).toBeGreaterThan(1);
    for (const { text } of pieces)
      for (let n = 0; n < 12; n += 1) expect(text).toContain(`Column${n} of`);
  });
});
