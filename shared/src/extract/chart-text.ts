import type { Archive } from './archive.ts';
import { oneLine } from './markdown-writer.ts';

/** A chart's titles, and the names of its series and categories; empty when it has none. */
export async function chartText(archive: Archive, part: string): Promise<string> {
  const said = new Set<string>();
  let parts: string[] = [];
  let labels = 0;
  let inText = false;
  await archive.readXml(part, {
    open(name) {
      if (name === 'strCache' || name === 'strLit') labels += 1;
      if (name === 'p' || name === 'pt') parts = [];
      inText = name === 't' || (name === 'v' && labels > 0);
    },
    text(text) {
      if (inText) parts.push(text);
    },
    close(name) {
      inText = false;
      if (name === 'strCache' || name === 'strLit') labels -= 1;
      if (name === 'p' || name === 'pt') said.add(oneLine(parts.join('')));
    },
  });
  said.delete('');
  return said.size === 0 ? '' : `Chart: ${[...said].join('; ')}`;
}
