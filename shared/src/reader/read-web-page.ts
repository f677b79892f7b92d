import { readPage, type WebPage } from '../extract/html/read-page.ts';
import { limits } from '../extract/limits.ts';
import { orSkipped, type Skipped } from '../extract/unreadable.ts';
import { readInThread } from './read-in-thread.ts';

/** Reads a page of a site in bounded time and memory; a large one in a thread. Never throws for what is wrong with it. */
export async function readWebPage(
  bytes: Uint8Array,
  mediaType: string | undefined,
): Promise<WebPage | Skipped> {
  if (bytes.byteLength <= limits.inlineBytes) return orSkipped(() => readPage(bytes, mediaType));
  const read = await readInThread({ format: 'page', bytes, mediaType, hiddenCells: 'omit' });
  if (read !== null && ('skip' in read || 'facts' in read)) return read as WebPage | Skipped;
  return { skip: 'broken' };
}
