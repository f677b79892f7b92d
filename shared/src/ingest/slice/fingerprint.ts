import { chunkVersion } from '../../chunk/chunk-version.ts';
import { extractVersion } from '../../extract/extract-version.ts';
import { maskVersion } from '../../extract/secrets/mask-secrets.ts';
import { lexicalVersion } from '../../lexical/lexical-version.ts';
import type { StoredFile } from '../../store/documents/stored-files.ts';
import type { ContentSettings } from '../choose/path-rules.ts';
import { rulesDigest } from '../choose/rule-files.ts';

type ReadingSettings = Pick<ContentSettings, 'hiddenCells'>;

/** What a stored text was read with. */
export function readingOf({ hiddenCells }: ReadingSettings): string {
  return hiddenCells === 'omit' ? extractVersion : `${extractVersion}-hidden-cells`;
}

/** What a stored document was made with; another one means the file is read again. */
export function contentFingerprint(settings: ReadingSettings): string {
  return [readingOf(settings), maskVersion, chunkVersion, lexicalVersion].join(' ');
}

/**
 * The settings, versions and rules a source was listed with; when they change, it is listed again.
 * @param ruleFiles its .docpilotignore and .gitattributes, as they are stored
 */
export function sourceFingerprint(
  settings: ContentSettings,
  ruleFiles: readonly StoredFile[],
): string {
  const { include, exclude, maxFileBytes } = settings;
  const chosen = JSON.stringify({ include, exclude, maxFileBytes });
  return `${contentFingerprint(settings)} ${chosen} ${rulesDigest(ruleFiles)}`;
}
