import { hash as sha256 } from 'node:crypto';
import type { Chunk, Facts, Locations, SparseVector } from '../../document.ts';
import { sketchOf } from '../../lexical/weights/sketch.ts';
import { toSparsevec } from './sparse-vector.ts';
import { type TermDelta, termDeltas } from './term-deltas.ts';

/** A document with everything search needs of it. */
export interface PreparedDocument {
  externalId: string;
  path: string;
  version: string;
  title: string;
  contentType: string;
  text: string;
  secretsMasked: number;
  locations: Locations | null;
  /** See visible/shown-lines.ts. */
  hidden: readonly number[];
  url: string;
  /** ISO 8601; null is unknown. */
  changedAt: string | null;
  /** Of a conversation. */
  facts?: Facts | undefined;
  lexical: SparseVector;
  nameTerms: number[];
  chunks: PreparedChunk[];
}

/** A chunk with what search needs of its passage. */
export interface PreparedChunk extends Chunk {
  language: string;
  lexical: SparseVector;
}

/**
 * A document in the rows that the store writes, as JSON. They are made where it is prepared: the
 * thread that writes has nothing left to do but send them.
 */
export interface NewDocument {
  externalId: string;
  path: string;
  version: string;
  /** See `upsertDocuments`. */
  row: string;
  chunks: NewChunk[];
  termDeltas: TermDelta[];
}

export interface NewChunk {
  /** See `hashOf`. */
  hash: string;
  startLine: number;
  endLine: number;
  anchor: string | null;
  /** See `upsertPassages`. */
  passageRow: string;
}

export function toNewDocument({ chunks, facts, ...document }: PreparedDocument): NewDocument {
  const { externalId, path, version, lexical } = document;
  return {
    externalId,
    path,
    version,
    row: JSON.stringify({ ...document, ...facts, lexical: toSparsevec(lexical) }),
    chunks: chunks.map(toNewChunk),
    termDeltas: termDeltas({ lexical, chunks }),
  };
}

function toNewChunk(chunk: PreparedChunk): NewChunk {
  const { headingPath, text, language, lexical, startLine, endLine, anchor } = chunk;
  const hash = hashOf(chunk);
  const passageRow = JSON.stringify({
    hash,
    headingPath,
    text,
    language,
    lexical: toSparsevec(lexical),
    termCount: lexical.terms.length,
    sketch: sketchOf(lexical.terms),
  });
  return { hash, startLine, endLine, anchor, passageRow };
}

/** A passage's key: SHA-256 of what is embedded, heading path and body; hexadecimal. */
function hashOf({ headingPath, text }: Chunk): string {
  return sha256('sha256', JSON.stringify([headingPath, text]), 'hex');
}

/** Rows as one parameter of a statement. */
export function jsonArray(rows: readonly string[]): string {
  return `[${rows.join(',')}]`;
}
