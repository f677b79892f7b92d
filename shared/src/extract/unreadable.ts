import { storable } from './storable.ts';

/** Why a file has no text to index; these words stand in the ledger of a run. */
export type SkipReason =
  | 'empty'
  | 'binary'
  | 'lfs_pointer'
  | 'encrypted'
  | 'no_text'
  | 'broken'
  | 'too_large'
  | 'too_complex'
  | 'unsupported';

export interface Skipped {
  skip: SkipReason;
  /** For a person; says what is wrong with this very file. */
  detail?: string;
}

/** Thrown inside a reader, caught at the door: the file is skipped for `reason`. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: SkipReason;

  constructor(reason: SkipReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** What `read` gives; what it throws is the file's fault, and says why it is skipped. */
export async function orSkipped<T>(read: () => Promise<T>): Promise<T | Skipped> {
  try {
    return await read();
  } catch (error) {
    // A parser's message may quote the file: Postgres takes neither a NUL nor half a character.
    const said = error instanceof Error ? error.message : String(error);
    const detail = storable(said);
    if (error instanceof Unreadable) return { skip: error.reason, detail };
    // The stack or a string has reached its end; with a code, Node's buffer has.
    const isBound = error instanceof RangeError && !('code' in error);
    return { skip: isBound ? 'too_complex' : 'broken', detail };
  }
}
