/**
 * A file in a repository or folder that configures DocPilot. It is stored as it stands, so that it
 * comes and goes with the source, and has no passages: a search never finds it.
 */
export interface ConfigFile {
  matches(path: string): boolean;
  /** What is wrong with the text, to be recorded as the reason why the file is skipped; or null. */
  check(text: string): Promise<{ reason: string; detail: string } | null>;
}
