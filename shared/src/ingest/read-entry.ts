import { readText } from '../extract/read-text.ts';
import { isTransient } from '../retry.ts';
import {
  type Content,
  type Cursor,
  type Entry,
  EntryError,
  type Source,
} from '../sources/source.ts';
import type { Problem } from '../store/problems.ts';
import type { NewDocument } from '../store/write-documents.ts';
import { isGeneratedText } from './generated-text.ts';
import { prepareDocument } from './prepare-document.ts';

export type ReadEntry = { document: NewDocument } | { problem: Problem };

/**
 * Reads one file and makes it ready to be stored. What is wrong with this file alone becomes a
 * problem; what is wrong with the source is thrown.
 * @param storedText the text of the same version when it is stored already: nothing is fetched
 */
export async function readEntry(
  source: Source,
  entry: Entry,
  cursor: Cursor,
  storedText: string | undefined,
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
  let text = storedText;
  if (text === undefined) {
    let content: Content;
    try {
      content = await source.fetch(entry);
    } catch (error) {
      if (error instanceof EntryError) return problem(error.outcome, error.reason, error.message);
      if (isTransient(error) && error.code !== 'rate_limited') {
        return problem('failed', error.code, error.message);
      }
      throw error;
    }
    const read = readText(content.bytes);
    if ('skip' in read) return problem('skipped', read.skip, null);
    text = read.text;
  }
  if (isGeneratedText(entry.path, text)) return problem('skipped', 'generated', null);
  try {
    return { document: prepareDocument(entry, text, source.url(entry, cursor)) };
  } catch (error) {
    return problem('failed', 'unreadable', error instanceof Error ? error.message : String(error));
  }
}
