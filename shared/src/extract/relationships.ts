import { posix } from 'node:path';
import type { Archive } from './archive.ts';

export interface Relationship {
  id: string;
  /** The last word of its type, for example `slide` or `sharedStrings`. */
  type: string;
  /** The part's name in the archive. */
  target: string;
}

/** What a part of an Office document refers to inside its archive; empty when it names nothing. */
export async function readRelationships(archive: Archive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: Relationship[] = [];
  if (!archive.has(name)) return found;
  await archive.readXml(name, {
    open(element, { Id = '', Type = '', Target = '', TargetMode }) {
      if (element !== 'Relationship' || TargetMode === 'External') return;
      found.push({
        id: Id,
        type: Type.slice(Type.lastIndexOf('/') + 1),
        target: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target),
      });
    },
  });
  return found;
}

/** The part that the document begins with. */
export async function mainPart(archive: Archive, otherwise: string): Promise<string> {
  const relationships = await readRelationships(archive, '');
  return relationships.find(({ type }) => type === 'officeDocument')?.target ?? otherwise;
}
