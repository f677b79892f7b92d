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
      // Only a line that is too long, with its header, is cut inside, and then in order.
      expect(startLine).toBe(endLine);
      expect(whole.length + said.length - rows.length).toBeGreaterThan(mostCharacters);
      pieces.set(startLine, (pieces.get(startLine) ?? '') + rows);
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

/** What a chunk says without the header of a table, which stands on lines further up. */
function headerless(said: string, whole: string, lines: readonly string[]): string {
  if (said === whole) return said;
  const own = whole.split('\n').length;
  const header = said.split('\n').slice(0, -own).join('\n');
  if (header === '') return said;
  const all = unpadded(lines.join('\n'));
  if (!header.includes('…')) expect(all).toContain(unpadded(header));
  // Of a header too long, each cell says how it begins.
  else
    for (const part of header.split(/…|<[^>]*>|\n/)) expect(all).toContain(unpadded(part).trim());
  return said.slice(header.length + 1);
}

/** Without the spaces and dashes that align the columns of a table. */
function unpadded(text: string): string {
  return text.replace(/[ \t]+/g, ' ').replace(/(-|=)\1{2,}/g, '$1$1$1');
}
