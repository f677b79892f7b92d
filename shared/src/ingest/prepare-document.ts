import { chunkDocument } from '../chunk/chunk-document.ts';
import { documentVector } from '../lexical/document-vector.ts';
import { nameTerms } from '../lexical/name-terms.ts';
import { passageVector } from '../lexical/passage-vector.ts';
import type { Entry } from '../sources/source.ts';
import type { NewDocument } from '../store/write-documents.ts';

/** Everything the store needs of a file's text. Pure: the same text gives the same rows. */
export function prepareDocument(entry: Entry, text: string, url: string): NewDocument {
  const { title, headings, chunks } = chunkDocument(entry.path, text);
  const named = { title, headings, path: entry.path, text };
  return {
    externalId: entry.externalId,
    path: entry.path,
    version: entry.version,
    title: title ?? entry.path.slice(entry.path.lastIndexOf('/') + 1),
    contentType: /\.(md|mdx|markdown)$/i.test(entry.path) ? 'text/markdown' : 'text/plain',
    text,
    url,
    lexical: documentVector(named),
    nameTerms: nameTerms(named),
    chunks: chunks.map((chunk) => {
      const { language, vector } = passageVector(chunk);
      return { ...chunk, language, lexical: vector };
    }),
  };
}
