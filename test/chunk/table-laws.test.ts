import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../support/long-runs.ts';
import { expectLawsToHold } from './laws.ts';

const pad = (text: string, width: number, mark = ' ') => text.padEnd(width, mark);
const tables = fc
  .record({
    columns: fc.integer({ min: 1, max: 12 }),
    name: fc.integer({ min: 1, max: 40 }),
    words: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }),
    width: fc.constantFrom(0, 12, 80, 300),
    indent: fc.constantFrom('', '   '),
  })
  .map(({ columns, name, words, width, indent }) => {
    const each = <T>(cell: (column: number) => T) =>
      Array.from({ length: columns }, (_, c) => cell(c));
    const line = (cells: string[]) => `${indent}| ${cells.join(' | ')} |`;
    const names = each((column) => `c${column}${'n'.repeat(name)}`);
    const rows = words.map((count, n) =>
      each((column) => pad(`r${n} ${column === 0 ? 'word '.repeat(count).trim() : column}`, width)),
    );
    const header = [names.map((text) => pad(text, width)), each(() => pad('---', width, '-'))];
    const lines = [...header, ...rows].map(line);
    return { names, text: `# Berths\n\n${lines.join('\n')}\n\nAfter it.\n` };
  });

it('each piece of a table begins with its header, whatever its columns, padding and rows', () => {
  fc.assert(
    fc.property(tables, ({ names, text }) => {
      const { chunks } = expectLawsToHold('a.md', text);
      for (const { text: said } of chunks) {
        if (!/\| r\d/.test(said)) continue;
        const head = said.replace(/^# Berths\s+/, '').trimStart();
        expect(head.replace(/ +/g, ' ').startsWith(`| ${names.join(' | ')} |\n`)).toBe(true);
      }
    }),
    { numRuns: runs(60, 2_000), seed: 3 },
  );
});
