import { invalidParameter } from './drive-problem.ts';

/** Which files a list asks for. */
export interface Query {
  /** The folders, by id, that the files lie in directly. */
  parentIds: ReadonlySet<string>;
  trashed: boolean;
}

const id = String.raw`'(?:[^'\\]|\\.)*'`;
const inParents = `${id} in parents`;
const pattern = new RegExp(
  `^\\((?<parents>${inParents}(?: or ${inParents})*)\\) and trashed = (?<trashed>true|false)$`,
);

/**
 * Reads a `q` of the one form that a sync sends, `('ID' in parents or …) and trashed = false`.
 * @throws DriveProblem for any other, also where Google would understand it
 */
export function readQuery(text: string): Query {
  const found = pattern.exec(text)?.groups;
  if (!found) {
    const form = "('ID' in parents or …) and trashed = false";
    throw invalidParameter('q', `The only form of q that is supported here is ${form}: ${text}`);
  }
  const ids = found.parents?.match(new RegExp(id, 'g')) ?? [];
  return {
    parentIds: new Set(ids.map((quoted) => quoted.slice(1, -1).replace(/\\(.)/g, '$1'))),
    trashed: found.trashed === 'true',
  };
}
