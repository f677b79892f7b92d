import { TeamFileError } from '../../team-file.ts';

/**
 * A file in a repository or folder that configures DocPilot. It is stored like any document, so that
 * it is updated and deleted with its source, but without passages: a search never finds it.
 */
export interface ConfigFile {
  matches(path: string): boolean;
  /** Why the file must be skipped, if its text is wrong; else null. */
  check(text: string): Promise<{ reason: string; detail: string } | null>;
}

/**
 * A file that the team writes for DocPilot, at one path of a repository or folder.
 * @param reason why it is skipped if it cannot be read, as problems name it
 * @param read throws TeamFileError if the text is wrong
 */
export function teamFile<Path extends string>(
  path: Path,
  reason: string,
  read: (text: string) => Promise<unknown>,
): ConfigFile & { path: Path } {
  return {
    path,
    matches: (other) => other === path,
    async check(text) {
      try {
        await read(text);
        return null;
      } catch (error) {
        if (error instanceof TeamFileError) return { reason, detail: error.message };
        throw error;
      }
    },
  };
}
