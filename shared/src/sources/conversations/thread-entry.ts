import { createHash } from 'node:crypto';
import type { Entry, Fetched, StoredEntry } from '../source.ts';
import { type Author, folders, type Thread } from './thread.ts';
import { threadMarkdown } from './thread-markdown.ts';

/** A thread as an entry with its content; its version differs when anything in either does. */
export function threadEntry(told: Thread, isBot: (author: Author) => boolean): Fetched {
  // GitHub's APIs have them in different orders.
  const thread = { ...told, labels: told.labels.toSorted() };
  const { type, name, state, labels, url } = thread;
  const path = `${folders[type]}/${name}`;
  const title = type === 'release' ? thread.title : `${thread.title} #${name}`;
  const { markdown, locations, isWritten } = threadMarkdown(thread, title, isBot);
  const bytes = new TextEncoder().encode(markdown);
  const about = JSON.stringify([title, state, labels, url, locations]);
  const hash = createHash('sha256').update(markdown).update(about).digest('hex');
  return {
    entry: {
      externalId: path,
      path,
      version: isWritten ? hash : `${byBot}${hash}`,
      sizeBytes: bytes.byteLength,
      mediaType: 'text/markdown',
      title,
      link: url,
      changedAt: thread.updatedAt,
      isAuthored: true,
      facts: { type, state, labels },
      ...skipOf(isWritten ? '' : byBot),
    },
    content: { bytes, name: path, mediaType: 'text/markdown', locations },
  };
}

/** A thread that nobody but bots wrote is known by its version, so that it is not read again. */
const byBot = 'bot ';

/** A thread that stands as it is stored. */
export function standingEntry({ externalId, path, version, skip }: StoredEntry): Entry {
  return {
    externalId,
    path,
    version,
    sizeBytes: null,
    mediaType: 'text/markdown',
    isAuthored: true,
    ...(skip === undefined ? skipOf(version) : { skip }),
  };
}

function skipOf(version: string): Pick<Entry, 'skip'> {
  return version.startsWith(byBot) ? { skip: 'bot' } : {};
}
