import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { sourceFiles } from '../architecture/source-files.ts';
import { openRankingIndex } from '../support/ranking-index.ts';
import { workedQuery } from '../support/worked-query.ts';

const file = join(import.meta.dirname, '../../docs/ranking.md');
const page = readFileSync(file, 'utf8');
const query = 'how do I validate the body of a request';

describe('docs/ranking.md', () => {
  it('shows a query with the numbers that search really gives', async () => {
    const { index, close } = await openRankingIndex();
    const answer = await searchPassages(index, { query, limit: 4, explain: true });
    await close();
    const [start, end] = ['<!-- worked query -->\n\n', '\n\n<!-- end -->'];
    const [before = '', rest = ''] = page.split(start);
    const [, after = ''] = rest.split(end);
    const current = `${before}${start}${workedQuery(query, answer)}${end}${after}`;
    if (process.env.UPDATE_DOCS) writeFileSync(file, current);
    else expect(page).toBe(current);
  });

  const constants = tableOfConstants();

  it.each(constants)('has the value of $constant as $path has it', ({ path, constant }) => {
    expect(codeOf(path)).toContain(constant);
  });

  it('has every number that ranks, of the files it names', () => {
    for (const path of new Set(constants.map((row) => row.path))) {
      const missing = numericConstants(codeOf(path)).filter((name) => !page.includes(`\`${name}`));
      expect([path, ...missing]).toEqual([path]);
    }
  });

  it('names every file that ranks and has a number', () => {
    const ranking = sourceFiles(['shared/src/search/rank', 'shared/src/lexical/weights']);
    const named = constants.map(({ path }) => path);
    const withoutTuning = ['bm25', 'hash-term'].map((name) => `lexical/weights/${name}.ts`);
    const missing = ranking
      .filter(({ text }) => numericConstants(text).length > 0)
      .map(({ path }) => path.replace('shared/src/', ''))
      .filter((path) => ![...named, ...withoutTuning].includes(path));
    expect(missing).toEqual([]);
  });
});

/** The code in the table, row by row, with the file it is from. */
function tableOfConstants(): { path: string; constant: string }[] {
  const rows = [...page.matchAll(/^\| (?:([\w/.-]+) )?\| (.*?) \| .* \|$/gm)];
  let path = '';
  return rows
    .filter(([, , cell = '']) => /`.*[=:]/.test(cell))
    .map(([, named, cell = '']) => {
      path = named ?? path;
      return { path, constant: /`([^`]*)`[^`]*$/.exec(cell)?.[1] ?? '' };
    });
}

function codeOf(path: string): string {
  return readFileSync(join(import.meta.dirname, '../../shared/src', path), 'utf8');
}

/** The names of a file's constants that hold numbers. */
function numericConstants(code: string): string[] {
  const constants = code.matchAll(/^(?:export )?const (\w+)[^=\n]* = ([\d[{][^;]*);/gm);
  return [...constants].flatMap(([, name = '', value = '']) => (/\b\d/.test(value) ? [name] : []));
}
