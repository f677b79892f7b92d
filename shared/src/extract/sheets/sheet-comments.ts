import type { Archive } from '../container/archive.ts';
import { oneLine } from '../markdown/markdown-writer.ts';
import { readRelationships } from '../office/relationships.ts';

/** What people said on a sheet's cells, a line each, with the cell and the author. */
export async function readSheetComments(archive: Archive, sheet: string): Promise<string[]> {
  const part = (await readRelationships(archive, sheet)).find(({ type }) => type === 'comments');
  if (part === undefined || !archive.has(part.target)) return [];
  const authors: string[] = [];
  const lines: string[] = [];
  let parts: string[] = [];
  let place = '';
  let author = '';
  let inText = false;
  await archive.readXml(part.target, {
    open(name, attributes) {
      if (name === 'comment') {
        author = authors[Number(attributes.authorId)] ?? '';
        place = attributes.ref ?? '';
      }
      if (name === 'comment' || name === 'author') parts = [];
      inText = name === 't' || name === 'author';
    },
    text(text) {
      if (inText) parts.push(text);
    },
    close(name) {
      inText = false;
      if (name === 'author') authors.push(parts.join(''));
      const text = parts.join('');
      if (name === 'comment' && text.trim() !== '') lines.push(commentLine(place, author, text));
    },
  });
  return lines;
}

/** @param place the cell's name */
export function commentLine(place: string, author: string, text: string): string {
  const by = oneLine(author) === '' ? '' : ` by ${oneLine(author)}`;
  return `Comment on ${place}${by}: ${oneLine(text)}`;
}
