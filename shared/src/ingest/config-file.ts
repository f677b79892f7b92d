/**
 * A file in a repository or folder that configures DocPilot. It is stored like any document, so that
 * it is updated and deleted with its source, but without passages: a search never finds it.
 */
export interface ConfigFile {
  matches(path: string): boolean;
  /** Why the file must be skipped, if its text is wrong; else null. */
  check(text: string): Promise<{ reason: string; detail: string } | null>;
}
