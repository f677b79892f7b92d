import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutLine } from '../../shared/src/search/show/cut-line.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { marked } from '../support/marked.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const filler = (times: number) => 'Gulls circle over nets that dry beside boats. '.repeat(times);
/** 400 rows of names whose parts come again and again. */
const keepers = Array.from({ length: 400 }, (_, n) => {
  const [first, last] = [n % 20, Math.floor(n / 20)].map((at) => String.fromCodePoint(65 + at));
  return `| ${first}da ${last}und | Berth ${n + 1} | 55 ${1000 + n} |`;
});

const buoys = (row: (n: number) => string) =>
  Array.from({ length: 120 }, (_, n) => row(n + 100)).join('\n');

beforeAll(async () => {
  docPilot = await searchable({
    'long.md': `# Long\n\n${filler(17)}The pontoon is closed in winter. ${filler(5)}\n`,
    'zh.md': '# 备份\n\n每天晚上备份一次数据库,保存三十天。\n',
    'names.py': 'def run(x):\n    return a.b.c(x)  # not in C++, nor runtimeenv\n',
    'keepers.md': `# Keepers\n\n| Keeper | Berth | Telephone |\n| --- | --- | --- |\n${keepers.join('\n')}\n`,
    'list.rst': `.. list-table:: Buoys\n   :header-rows: 1\n   :widths: 40 60\n\n   * - Buoy\n     - Depth\n${buoys((n) => `   * - Biscay ${n}\n     - ${n} fathoms`)}\n`,
    'values.rst': `.. csv-table:: Buoys\n   :header: Buoy, Depth\n   :widths: 40, 60\n\n${buoys((n) => `   Lundy ${n}, ${n} fathoms`)}\n`,
    'simple.rst': `============  ==========\nBuoy          Depth\n============  ==========\n${buoys((n) => `Shannon ${n}   ${n} fathoms`)}\n============  ==========\n`,
    'table.adoc': `= Buoys\n\n[%header,cols="2*"]\n|===\n|Buoy |Depth\n${buoys((n) => `|Rockall ${n} |${n} fathoms`)}\n|===\n`,
    'cells.adoc': `= Buoys\n\n[cols="2*",options="header"]\n|===\n|Buoy\n|Depth\n\n${buoys((n) => `|Fastnet ${n}\n|${n} fathoms\n`)}\n|===\n`,
    'env.md': '# Settings\n\nThe adapter reads runtime-env-file at start.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function snippet(query: string, path: string): Promise<string> {
  const { results } = await docPilot.ask(query, { highlight: true });
  return marked(results.find((result) => result.path === path));
}

describe('a snippet', () => {
  test('of a long line shows the words that match, and what stands around them', async () => {
    const shown = await snippet('pontoon', 'long.md');
    expect(shown).toMatch(/boats\. The <mark>pontoon<\/mark> is closed in winter\. Gulls circle/);
    const [before = '', after = ''] = shown.split(/<mark>.*<\/mark>/);
    expect(before.length + after.length).toBeLessThanOrEqual(600);
    expect(Math.min(before.length, after.length)).toBeGreaterThan(200);
  });

  test.each([
    ['the telephone of Cda Hund', '| Cda Hund | Berth 143 | 55 1142 |'],
    ['who has berth 388', '| Hda Tund | Berth 388 | 55 1387 |'],
  ])('of a long table shows the row asked for, below the header: %s', async (query, row) => {
    const { results } = await docPilot.ask(query);
    expect(results[0]?.path).toBe('keepers.md');
    const lines = results[0]?.snippet.split('\n') ?? [];
    expect(lines.slice(0, 2)).toEqual(['| Keeper | Berth | Telephone |', '| --- | --- | --- |']);
    expect(lines).toContain(row);
    expect(results[0]?.snippet.length).toBeLessThanOrEqual(600);
  });

  test.each([
    ['Biscay 187', 'list.rst', ['   * - Buoy', '     - Depth'], '     - 187 fathoms'],
    ['Lundy 193', 'values.rst', ['   :header: Buoy, Depth'], '   Lundy 193, 193 fathoms'],
    ['Shannon 191', 'simple.rst', ['Buoy          Depth'], 'Shannon 191   191 fathoms'],
    ['Rockall 165', 'table.adoc', ['|Buoy |Depth'], '|Rockall 165 |165 fathoms'],
    ['Fastnet 178', 'cells.adoc', ['|Buoy', '|Depth'], '|178 fathoms'],
  ])('of a table in other markup has its header, too: %s', async (query, path, header, row) => {
    const { results } = await docPilot.ask(query);
    const lines = results[0]?.snippet.split('\n') ?? [];
    expect(results[0]?.path).toBe(path);
    expect(lines.slice(0, 4)).toEqual(expect.arrayContaining(header));
    expect(lines).toContain(row);
    expect(results[0]?.snippet.length).toBeLessThanOrEqual(600);
  });

  test('highlights no more than what matches where no spaces are', async () => {
    expect(await snippet('备份数据库', 'zh.md')).toBe(
      '# <mark>备份</mark>\n\n每天晚上<mark>备份</mark>一次<mark>数据库</mark>,保存三十天。',
    );
  });

  test.each([
    ['a.b.c', 'names.py', 'return <mark>a.b.c</mark>(x)'],
    ['c++', 'names.py', 'not in <mark>C++</mark>,'],
    ['runtimeEnvFile', 'env.md', '<mark>runtime</mark>-<mark>env</mark>-<mark>file</mark>'],
  ])('highlights the name %s', async (query, path, shown) => {
    expect(await snippet(query, path)).toContain(shown);
  });
});

test('a line is cut to a part of itself that is short enough and holds a sought word', () => {
  const word = fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.constantFrom('pontoon', '🦆'.repeat(80), 'x'.repeat(700)) },
  );
  const termsOf = (text: string) => (/(?:^|\s)pontoon\s*$/.test(text) ? [1] : []);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 120 }), (words) => {
      const line = words.join(' ');
      const cut = cutLine(line, 300, new Map([[1, 2]]), termsOf);
      expect(line).toContain(cut);
      expect(cut.length).toBeLessThanOrEqual(300);
      expect(cut.isWellFormed() || !line.isWellFormed()).toBe(true);
      if (/(?:^|\s)pontoon(?:\s|$)/.test(line)) expect(cut).toContain('pontoon');
    }),
    { numRuns: 200 },
  );
});
