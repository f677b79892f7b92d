import { hasOwnLines } from '../extract/formats.ts';
import { maskSecrets, TooManySecrets } from '../extract/mask-secrets.ts';
import { extractText } from '../reader/extract-text.ts';
import { isTransient } from '../retry.ts';
import {
  type Content,
  type Cursor,
  type Entry,
  EntryError,
  type Source,
} from '../sources/source.ts';
import type { NewDocument } from '../store/documents/write-documents.ts';
import type { Problem } from '../store/sync/problems.ts';
import type { ConfigFile } from './config-file.ts';
import { isGeneratedText } from './generated-text.ts';
import { isLfsPointer } from './lfs-pointer.ts';
import { type DocumentText, prepareDocument } from './prepare-document.ts';

export type ReadEntry = { document: NewDocument } | { problem: Problem };

/**
 * Reads one file and makes it ready to be stored. What is wrong with this file alone becomes a
 * problem; what is wrong with the source is thrown.
 * @param given its content, or the text of the same version as it is stored: nothing is fetched
 * @param configFile what the entry is, if it is one
 */
export async function readEntry(
  source: Source,
  entry: Entry,
  cursor: Cursor,
  given: Content | DocumentText | undefined,
  configFile?: ConfigFile,
): Promise<ReadEntry> {
  const problem = (
    outcome: Problem['outcome'],
    reason: string,
    detail: string | null,
  ): ReadEntry => ({
    problem: {
      externalId: entry.externalId,
      path: entry.path,
      version: entry.version,
      outcome,
      reason,
      detail,
    },
  });
  let read: DocumentText;
  if (given !== undefined && 'text' in given) {
    read = given;
  } else {
    let content: Content;
    try {
      content = given ?? (await source.fetch(entry));
    } catch (error) {
      if (error instanceof EntryError) return problem(error.outcome, error.reason, error.message);
      if (isTransient(error) && error.code !== 'rate_limited') {
        return problem('failed', error.code, error.message);
      }
      throw error;
    }
    if (isLfsPointer(content.bytes)) return problem('skipped', 'lfs_pointer', null);
    const extracted = await extractText(content.bytes, content);
    if ('skip' in extracted) return problem('skipped', extracted.skip, extracted.detail ?? null);
    const { text, contentType, locations = null } = extracted;
    read = { text, contentType, locations, secretsMasked: 0, changedAt: entry.changedAt ?? null };
  }
  const isGuessed = !entry.isAuthored && hasOwnLines(read.contentType);
  if (isGuessed && isGeneratedText(entry.path, read.text)) {
    return problem('skipped', 'generated', null);
  }
  try {
    const { text, count } = maskSecrets(read.text);
    const wrong = await configFile?.check(text);
    if (wrong) return problem('skipped', wrong.reason, wrong.detail);
    const masked = { ...read, text, secretsMasked: read.secretsMasked + count };
    const isSearched = configFile === undefined;
    return { document: prepareDocument(entry, masked, source.url(entry, cursor), isSearched) };
  } catch (error) {
    if (error instanceof TooManySecrets)
      return problem('skipped', 'too_many_secrets', error.message);
    return problem('failed', 'unreadable', error instanceof Error ? error.message : String(error));
  }
}
