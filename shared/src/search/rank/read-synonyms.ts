import * as z from 'zod';
import { readTeamFile, TeamFileError } from '../../team-file.ts';

/** A word or phrase, and what else a query that says it is searched for. */
export interface Synonyms {
  from: string;
  to: string[];
}

const maxEntries = 2_000;
const maxCharacters = 100;

const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(maxCharacters, `must have at most ${maxCharacters} characters`);
const names = z.union(
  [name.transform((one) => [one]), z.array(name).min(1).max(20)],
  'must be a word or phrase, or a list of 1 to 20',
);
const entry = z.union(
  [
    names.transform((others) => ({ others, isOneWay: false })),
    z
      .strictObject({ one_way: names })
      .transform((one) => ({ others: one.one_way, isOneWay: true })),
  ],
  'must be a word or phrase, a list of 1 to 20, or one_way with these',
);
const file = z
  .record(name, entry, 'must hold words, each with its synonyms: “k8s: kubernetes”')
  .refine((entries) => Object.keys(entries).length <= maxEntries, {
    error: `must have at most ${maxEntries} entries`,
  });

/**
 * The synonyms of a file, a YAML mapping from a word or phrase to others. All names of an entry find
 * one another; with `one_way`, the key finds the others alone.
 * @throws TeamFileError
 */
export async function readSynonyms(text: string): Promise<Synonyms[]> {
  return Object.entries(await readTeamFile(text, file)).flatMap(([key, { others, isOneWay }]) => {
    if (isOneWay) return [{ from: key, to: others }];
    const all = [key, ...others];
    return all.map((from) => ({ from, to: all.filter((other) => other !== from) }));
  });
}

/** The synonyms of stored files; of one that was stored before it was checked, none if it is wrong. */
export async function readStoredSynonyms(texts: readonly string[]): Promise<Synonyms[]> {
  const read = texts.map((text) =>
    readSynonyms(text).catch((error: unknown) => {
      if (error instanceof TeamFileError) return [];
      throw error;
    }),
  );
  return (await Promise.all(read)).flat();
}
