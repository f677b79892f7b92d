import { expect } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import type { ChunkedDocument } from '../../shared/src/document.ts';

const mostCharacters = 1200;

/** What holds for the chunks of every text; of front matter only the fences are no chunk. */
export function expectLawsToHold(
  path: string,
  text: string,
  frontMatterLines = 0,
): ChunkedDocument {
  const document = chunkDocument(path, text);
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const pieces = new Map<number, string>();
  const covered = new Set<number>();
  let last = 0;
  for (const { text: said, startLine, endLine } of document.chunks) {
    expect(said.length).toBeLessThanOrEqual(mostCharacters);
    expect(said.trim()).not.toBe('');
    expect(endLine).toBeGreaterThanOrEqual(startLine);
    const whole = lines.slice(startLine - 1, endLine).join('\n');
    const rows = headerless(said, whole, lines);
    if (rows !== whole) {
      // Only a line that is too long is cut inside, and then in order.
      expect(startLine).toBe(endLine);
      expect(whole.length).toBeGreaterThan(mostCharacters);
      pieces.set(startLine, (pieces.get(startLine) ?? '') + said);
      expect(startLine).toBeGreaterThanOrEqual(last);
    } else expect(startLine).toBeGreaterThan(last);
    for (let line = startLine; line <= endLine; line++) covered.add(line);
    last = endLine;
  }
  const bare = (value: string) => value.replace(/\s+/g, '');
  for (const [line, said] of pieces) expect(bare(said)).toBe(bare(lines[line - 1] ?? ''));
  const isFence = (index: number) =>
    frontMatterLines > 0 && (index === 0 || index === frontMatterLines - 1);
  const lost = lines.flatMap((line, index) =>
    isFence(index) || line.trim() === '' || covered.has(index + 1) ? [] : [line],
  );
  expect(lost).toEqual([]);
  return document;
}

/** What a chunk says without the header of a table, which stands on two lines further up. */
function headerless(said: string, whole: string, lines: readonly string[]): string {
  const header = said.slice(0, -whole.length);
  if (!said.endsWith(whole) || header === '') return said;
  expect(lines.join('\n')).toContain(header);
  return whole;
}
