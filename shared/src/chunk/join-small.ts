import type { Chunk } from '../document.ts';
import { chunkSize } from './cut-section.ts';

/**
 * Joins a small chunk with the one after it where both fit: the first line under a heading with its
 * first subsection, short sections with each other. They keep the headings they share; their own
 * are in the text. Measured in docs/decisions/0002-lexical-weights.md.
 */
export function joinSmall(chunks: Chunk[], lines: string[]): Chunk[] {
  const joined: Chunk[] = [];
  for (const chunk of chunks) {
    const last = joined.at(-1);
    const both = last ? join(last, chunk, lines) : null;
    if (both) joined[joined.length - 1] = both;
    else joined.push(chunk);
  }
  return joined;
}

function join(first: Chunk, second: Chunk, lines: string[]): Chunk | null {
  if (first.text.length >= chunkSize.small || second.startLine <= first.endLine) return null;
  const { startLine } = first;
  const { endLine } = second;
  if (first.text.length + second.text.length > chunkSize.target) return null;
  const own = lines.slice(startLine - 1, first.endLine).join('\n');
  const header = first.text.endsWith(own) ? first.text.slice(0, -own.length) : '';
  const text = header + lines.slice(startLine - 1, endLine).join('\n');
  if (text.length > chunkSize.target) return null;
  let shared = 0;
  while (
    shared < first.headingPath.length &&
    first.headingPath[shared] === second.headingPath[shared]
  )
    shared++;
  return { ...first, headingPath: first.headingPath.slice(0, shared), text, endLine };
}
