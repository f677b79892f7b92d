import { chunkDocument } from '../../chunk/chunk-document.ts';
import { namesOf } from '../../chunk/looks-like-code.ts';
import type { Locations } from '../../document.ts';
import { hasOwnLines, hasTags, withoutParameters } from '../../extract/formats.ts';
import { limits } from '../../extract/limits.ts';
import { maskSecrets } from '../../extract/secrets/mask-secrets.ts';
import { documentVector } from '../../lexical/weights/document-vector.ts';
import { nameTerms } from '../../lexical/weights/name-terms.ts';
import { chunkVector } from '../../lexical/weights/passage-vector.ts';
import { readTextTerms } from '../../lexical/weights/read-terms.ts';
import { fileName } from '../../paths.ts';
import type { Entry } from '../../sources/source.ts';
import { type NewDocument, toNewDocument } from '../../store/documents/new-document.ts';
import { withinTime } from './within-time.ts';

/** A file's text as it is stored, and what it was made of. */
export interface DocumentText {
  text: string;
  contentType: string;
  secretsMasked: number;
  /** Null when the text's lines are the file's own. */
  locations: Locations | null;
  /** When the content last changed (ISO 8601); null is unknown. */
  changedAt: string | null;
}

/** A file that was read, to be made ready for the store. */
export interface ReadDocument {
  entry: Entry;
  /** Secrets are not masked in it yet. */
  read: DocumentText;
  /** The link to the file. */
  url: string;
}

/**
 * Masks secrets before anything else sees the text (invariant 10), then cuts and weighs it.
 * @throws TooManySecrets, TookTooLong
 */
export async function maskAndPrepare(document: ReadDocument): Promise<NewDocument> {
  return maskAndPrepareWithin(limits.prepareMs, document);
}

/** @param maxMs of real time, for a text of more than `limits.untimedChars` */
export function maskAndPrepareWithin(
  maxMs: number,
  { entry, read, url }: ReadDocument,
): NewDocument {
  return timed(read, maxMs, () => prepareDocument(entry, masked(read), url, true));
}

/** @throws TooManySecrets, TookTooLong */
export function maskText(read: DocumentText): DocumentText {
  return timed(read, limits.prepareMs, () => masked(read));
}

function timed<T>({ text }: DocumentText, maxMs: number, work: () => T): T {
  return text.length > limits.untimedChars ? withinTime(maxMs, work) : work();
}

function masked(read: DocumentText): DocumentText {
  const { text, count } = maskSecrets(read.text);
  return { ...read, text, secretsMasked: read.secretsMasked + count };
}

/**
 * Everything the store needs of a file's text. Pure: the same text gives the same rows.
 * @param isSearched false: the document has no passages and no terms, so that no search finds it
 */
export function prepareDocument(
  entry: Entry,
  { text, contentType, secretsMasked, locations, changedAt }: DocumentText,
  url: string,
  isSearched: boolean,
): NewDocument {
  const searched = isSearched ? { path: entry.path, text } : { path: '', text: '' };
  const { definitions, chunks, hidden, ...own } = chunkDocument(
    chunkPath(entry.path, contentType),
    searched.text,
    hasTags(contentType) ? 'authored' : 'derived',
  );
  // What the source calls the file goes before what the text calls itself.
  const title = (isSearched && entry.title) || own.title;
  const isHeading = own.title === null || own.title === title || own.headings.includes(own.title);
  const headings = isHeading ? own.headings : [own.title ?? '', ...own.headings];
  const named = { title, headings, ...searched };
  const terms = readTextTerms(searched.text);
  return toNewDocument({
    externalId: entry.externalId,
    path: entry.path,
    version: entry.version,
    title: title ?? fileName(entry.path),
    contentType,
    text,
    secretsMasked,
    locations,
    hidden,
    url,
    changedAt,
    facts: entry.facts,
    lexical: documentVector({ ...named, definitions }, terms),
    nameTerms: nameTerms(named, terms.language),
    chunks: chunks.map((chunk) => {
      const { language, vector } = chunkVector(chunk, namesOf(chunk.text.split('\n')), terms);
      return { ...chunk, language, lexical: vector };
    }),
  });
}

/** The chunker goes by the path: text made of a document is Markdown, whatever the file's name. */
function chunkPath(path: string, contentType: string): string {
  const isMarkdown =
    withoutParameters(contentType) === 'text/markdown' || !hasOwnLines(contentType);
  return isMarkdown && !/\.(md|mdx|markdown)$/i.test(path) ? `${path}.md` : path;
}
