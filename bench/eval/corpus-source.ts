import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Entry, Source } from '../../shared/src/sources/source.ts';
import type { JudgedDocument } from './judged-set.ts';

interface Corpus {
  name: string;
  documents: readonly JudgedDocument[];
}

/** A judged set's corpus, or a part of it, as a source, like a repository. */
export function corpusSource({ name, documents }: Corpus): Source {
  const texts = new Map(documents.map((document) => [document.id, wholeText(document)]));
  const entries = [...texts].map(
    ([id, text]): Entry => ({
      externalId: id,
      path: id,
      version: createHash('sha1').update(text).digest('hex'),
      sizeBytes: Buffer.byteLength(text),
    }),
  );
  return {
    kind: 'github',
    name: `judged/${name}`,
    requests: 0,
    list: async () => ({ kind: 'inventory', complete: true, entries, cursor: {} }),
    find: async () => null,
    fetch: async ({ path }) => ({ bytes: Buffer.from(texts.get(path) ?? ''), name: path }),
    url: ({ path }) => `https://github.com/judged/${name}/blob/main/${path}`,
  };
}

/** The text of the document's file, which gives the title where its source does, unless it is the file's name. */
export function wholeText({ id, title, text }: JudgedDocument): string {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  const isGiven = first === '---' || first.replace(/^#+\s*/, '').trim() === title;
  if (!title || title === basename(id) || isGiven) return text;
  return /\.(md|mdx|markdown)$/.test(id)
    ? `---\ntitle: ${JSON.stringify(title)}\n---\n${text}`
    : `${title}\n\n${text}`;
}
