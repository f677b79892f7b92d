import { chunkVersion } from '../chunk/chunk-version.ts';
import { extractVersion } from '../extract/extract-version.ts';
import { maskVersion } from '../extract/mask-secrets.ts';
import { lexicalVersion } from '../lexical/lexical-version.ts';
import type { PathSettings } from './path-rules.ts';

/** What a stored document was made with; another one means the file is read again. */
export const contentFingerprint = [extractVersion, maskVersion, chunkVersion, lexicalVersion].join(
  ' ',
);

/** The settings and versions a source was listed with; when they change, it is listed again. */
export function sourceFingerprint({ include, exclude, maxFileBytes }: PathSettings): string {
  return `${contentFingerprint} ${JSON.stringify({ include, exclude, maxFileBytes })}`;
}
