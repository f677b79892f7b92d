import { createHash } from 'node:crypto';
import { fileName } from '../../paths.ts';
import type { Entry } from '../../sources/source.ts';
import type { StoredFile } from '../../store/documents/stored-files.ts';
import type { ConfigFile } from './config-file.ts';
import { gitignoreMatcher, patternsFromRoot } from './gitignore.ts';
import { isManaged } from './installed-packages.ts';
import { type LinguistAttributes, linguistAttributes } from './linguist-attributes.ts';

const ignoreFile = '.docpilotignore';
const attributesFile = '.gitattributes';

/** The names of files that decide, in any folder, which files are indexed. */
export const ruleFileNames: readonly string[] = [ignoreFile, attributesFile];

/** Each is matched with each path: of more, thousands of files would take minutes. */
const maxLines = 1_000;

/** Stored before anything else of a listing, so that the rules are what is stored. */
export const ruleFile: ConfigFile = {
  matches: (path) => ruleFileNames.includes(fileName(path)) && !isManaged(path),
  check: async (text) =>
    text.split('\n').length > maxLines
      ? { reason: 'too_complex', detail: `It has over ${maxLines.toLocaleString('en')} lines.` }
      : null,
};

/** Whether the listing gives it as a file to read: what a link leads to is not followed. */
export function isRuleFile({ path, skip }: Entry): boolean {
  return skip === undefined && ruleFile.matches(path);
}

/** What the rule files of a source say of a path. */
export interface FileRules {
  isIgnored(path: string): boolean;
  attributesOf(path: string): LinguistAttributes;
}

/** A file that could not be read is here as it was last stored, and not at all when it never was. */
export function readRules(files: readonly StoredFile[]): FileRules {
  const named = (name: string) =>
    files
      .filter(({ path }) => fileName(path) === name)
      .map(({ path, text }) => ({ folder: path.slice(0, -name.length), text }))
      .sort((a, b) => depthOf(a.folder) - depthOf(b.folder));
  const patterns = named(ignoreFile).flatMap(({ folder, text }) => patternsFromRoot(folder, text));
  return {
    isIgnored: patterns.length === 0 ? () => false : gitignoreMatcher(patterns),
    attributesOf: linguistAttributes(named(attributesFile)),
  };
}

/** The entries, marked where .gitattributes says `-linguist-generated`. */
export function markAuthored(entries: readonly Entry[], { attributesOf }: FileRules): Entry[] {
  return entries.map((entry) =>
    attributesOf(entry.path).generated === false ? { ...entry, isAuthored: true } : entry,
  );
}

/** Tells rules from others: when it changes, the source is listed again. */
export function rulesDigest(files: readonly StoredFile[]): string {
  const named = files.map(({ path, version }) => `${path}\n${version}`).sort();
  return createHash('sha256').update(named.join('\n')).digest('hex').slice(0, 16);
}

function depthOf(folder: string): number {
  return folder.split('/').length;
}
