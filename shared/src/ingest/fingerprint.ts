import { chunkVersion } from '../chunk/chunk-version.ts';
import { extractVersion } from '../extract/extract-version.ts';
import { maskVersion } from '../extract/mask-secrets.ts';
import { lexicalVersion } from '../lexical/lexical-version.ts';
import type { StoredFile } from '../store/documents/stored-files.ts';
import type { PathSettings } from './path-rules.ts';
import { rulesDigest } from './rule-files.ts';

/** What a stored document was made with; another one means the file is read again. */
export const contentFingerprint = [extractVersion, maskVersion, chunkVersion, lexicalVersion].join(
  ' ',
);

/**
 * The settings, versions and rules a source was listed with; when they change, it is listed again.
 * @param ruleFiles its .docpilotignore and .gitattributes, as they are stored
 */
export function sourceFingerprint(
  { include, exclude, maxFileBytes }: PathSettings,
  ruleFiles: readonly StoredFile[],
): string {
  const settings = JSON.stringify({ include, exclude, maxFileBytes });
  return `${contentFingerprint} ${settings} ${rulesDigest(ruleFiles)}`;
}
