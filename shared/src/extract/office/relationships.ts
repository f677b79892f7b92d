import { posix } from 'node:path';
import type { Archive } from '../container/archive.ts';

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
  const name = relationshipsOf(part);
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

/** The addresses outside its archive that a part of an Office document refers to, by their ids. */
export async function readTargets(archive: Archive, part: string): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const name = relationshipsOf(part);
  if (!archive.has(name)) return targets;
  await archive.readXml(name, {
    open(element, { Id = '', Target = '', TargetMode }) {
      if (element === 'Relationship' && TargetMode === 'External') targets.set(Id, Target);
    },
  });
  return targets;
}

function relationshipsOf(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** The part that the document begins with. */
export async function mainPart(archive: Archive, otherwise: string): Promise<string> {
  const relationships = await readRelationships(archive, '');
  return relationships.find(({ type }) => type === 'officeDocument')?.target ?? otherwise;
}
