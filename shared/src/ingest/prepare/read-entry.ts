import { DocPilotError } from '../../errors.ts';
import { hasOwnLines } from '../../extract/formats.ts';
import { TooManySecrets } from '../../extract/secrets/mask-secrets.ts';
import type { HiddenCells } from '../../extract/sheets/hidden-cells.ts';
import { extractText } from '../../reader/extract-text.ts';
import { isTransient } from '../../retry.ts';
import {
  type Content,
  type Cursor,
  type Entry,
  EntryError,
  type Source,
} from '../../sources/source.ts';
import type { NewDocument } from '../../store/documents/new-document.ts';
import type { Problem } from '../../store/sync/problems.ts';
import type { ConfigFile } from '../choose/config-file.ts';
import { isGeneratedText } from '../choose/generated-text.ts';
import { isLfsPointer } from '../choose/lfs-pointer.ts';
import {
  type DocumentText,
  maskText,
  prepareDocument,
  type ReadDocument,
} from './prepare-document.ts';
import { TookTooLong } from './within-time.ts';

interface ReadOptions {
  hiddenCells?: HiddenCells;
  /** What the entry is, if it is one. */
  configFile?: ConfigFile | undefined;
}

export type ReadEntry = { document: NewDocument } | { problem: Problem };

/**
 * Reads one file and prepares it for the store. An error of this file alone becomes a problem; an
 * error of the source, or of what prepares documents, is thrown.
 * @param given its content, or the stored text of the same version; then nothing is fetched
 * @param prepare masks, cuts and weighs a document's text
 */
export async function readEntry(
  source: Source,
  entry: Entry,
  cursor: Cursor,
  given: Content | DocumentText | undefined,
  prepare: (document: ReadDocument) => Promise<NewDocument>,
  { hiddenCells = 'omit', configFile }: ReadOptions = {},
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
    const extracted = await extractText(content.bytes, content, hiddenCells);
    if ('skip' in extracted) return problem('skipped', extracted.skip, extracted.detail ?? null);
    const { text, contentType, locations = content.locations ?? null } = extracted;
    read = { text, contentType, locations, secretsMasked: 0, changedAt: entry.changedAt ?? null };
  }
  const isGuessed = !entry.isAuthored && hasOwnLines(read.contentType);
  if (isGuessed && isGeneratedText(entry.path, read.text)) {
    return problem('skipped', 'generated', null);
  }
  try {
    const url = source.url(entry, cursor);
    if (configFile === undefined) return { document: await prepare({ entry, read, url }) };
    const masked = maskText(read);
    const wrong = await configFile.check(masked.text);
    if (wrong) return problem('skipped', wrong.reason, wrong.detail);
    return { document: prepareDocument(entry, masked, url, false) };
  } catch (error) {
    if (error instanceof DocPilotError) throw error;
    if (error instanceof TookTooLong) return problem('skipped', 'too_complex', error.message);
    if (error instanceof TooManySecrets) {
      return problem('skipped', 'too_many_secrets', error.message);
    }
    return problem('failed', 'unreadable', error instanceof Error ? error.message : String(error));
  }
}
