import { createHash } from 'node:crypto';
import { storable } from '../../extract/storable.ts';
import type { Entry } from '../../sources/source.ts';

/** Bytes of an id that an index takes: a row of a btree has at most 2,704. */
const maxIdBytes = 1_000;

/**
 * Entries as the store can hold them, whatever a source calls its files: without the characters that
 * Postgres refuses, each with an id of its own that an index takes. Pure; the same listing gives the
 * same ids.
 */
export function storableEntries(entries: readonly Entry[]): Entry[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    const name = storable(entry.externalId);
    let externalId = storableId(name);
    // Names that are not UTF-8 may look the same.
    for (let copy = 2; taken.has(externalId); copy += 1) {
      externalId = storableId(`${name} (${copy})`);
    }
    taken.add(externalId);
    return {
      ...entry,
      externalId,
      path: storable(entry.path),
      version: storableId(storable(entry.version)),
      ...(entry.link === undefined ? {} : { link: storable(entry.link) }),
      ...(entry.facts && {
        facts: { ...entry.facts, labels: entry.facts.labels.map(storable) },
      }),
    };
  });
}

function storableId(id: string): string {
  if (Buffer.byteLength(id) <= maxIdBytes) return id;
  return `sha256:${createHash('sha256').update(id).digest('hex')}`;
}
