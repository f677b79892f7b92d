import type { SparseVector } from '../../document.ts';
import { languageTerm } from '../../lexical/weights/hash-term.ts';
import { termLevels } from '../../lexical/weights/term-levels.ts';
import type { Queryable } from '../connection/database.ts';

/** Term 0 counts every chunk and every document. */
export const everyTerm = 0;

/** What counts of a document. */
export interface CountedDocument {
  lexical: SparseVector;
  /** `language` by ISO 639. */
  chunks: readonly { language: string; lexical: SparseVector }[];
}

/**
 * In how many chunks each term reaches each level, how many are in each language, and in how many
 * documents each term is. SQL's
 * `passage_words` and `vector_terms` say the same of the vectors once they are stored.
 * @returns counts by term, by the column of `term_frequencies` they belong to
 */
export function countTerms({ lexical, chunks }: CountedDocument): Map<string, Map<number, number>> {
  const levels = termLevels.map(({ suffix, least }) => ({
    column: suffix === '' ? 'chunks' : `chunks_${suffix}`,
    least,
    counts: new Map<number, number>(),
  }));
  const [lowest] = levels;
  const inDocuments = new Map<number, number>();
  increment(inDocuments, everyTerm);
  for (const term of lexical.terms) increment(inDocuments, term);
  for (const chunk of chunks) {
    if (lowest) increment(lowest.counts, everyTerm);
    if (lowest) increment(lowest.counts, languageTerm(chunk.language));
    for (const [index, term] of chunk.lexical.terms.entries()) {
      // The vector is stored in single precision.
      const weight = Math.fround(chunk.lexical.weights[index] ?? 0);
      for (const { least, counts } of levels) if (weight >= least) increment(counts, term);
    }
  }
  return new Map([
    ...levels.map(({ column, counts }) => [column, counts] as const),
    ['documents', inDocuments],
  ]);
}

function increment(counts: Map<number, number>, term: number): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}

/** What a document adds to a column of the term frequencies: numbers with commas between them. */
export interface TermDelta {
  kind: string;
  terms: string;
  counts: string;
}

export function termDeltas(document: CountedDocument): TermDelta[] {
  return [...countTerms(document)]
    .filter(([, counts]) => counts.size > 0)
    .map(([kind, counts]) => ({
      kind,
      terms: [...counts.keys()].join(','),
      counts: [...counts.values()].join(','),
    }));
}

/**
 * Appends what new documents add to the frequencies, in the transaction that stores them: a row for
 * each column, in which a term is named once by each document that has it.
 */
export async function appendAdded(
  transaction: Queryable,
  documents: readonly { termDeltas: readonly TermDelta[] }[],
): Promise<void> {
  const byKind = Map.groupBy(
    documents.flatMap((document) => document.termDeltas),
    ({ kind }) => kind,
  );
  const deltas = [...byKind.values()];
  await transaction.query(
    `insert into term_deltas (kind, terms, counts)
     select kind, terms::int[], counts::int[]
     from unnest($1::text[], $2::text[], $3::text[]) as new(kind, terms, counts)`,
    [
      [...byKind.keys()],
      deltas.map((some) => `{${some.map(({ terms }) => terms).join(',')}}`),
      deltas.map((some) => `{${some.map(({ counts }) => counts).join(',')}}`),
    ],
  );
}

/**
 * Appends what stored documents add to the frequencies with a minus, before they are changed or
 * deleted by the same transaction.
 */
export async function appendRemoved(
  transaction: Queryable,
  documentIds: readonly number[],
): Promise<void> {
  if (documentIds.length === 0) return;
  await transaction.query(
    `insert into term_deltas (kind, terms, counts)
     select rtrim('chunks_' || ltrim(word, '-0123456789'), '_') as kind,
            array_agg(rtrim(word, 'abc')::int), array_agg(-count)
     from (
       select word, count(*)::int as count
       from chunks
       join passages on passages.id = chunks.passage_id
       join passage_weights on passage_weights.passage_id = chunks.passage_id
       cross join unnest(
         array['${everyTerm}', language_term(passages.language)::text]
         || tsvector_to_array(passage_words(passage_weights.lexical))
       ) as word
       where chunks.document_id = any($1::bigint[])
       group by word
     ) as chunk_words
     group by kind
     union all
     select 'documents', array_agg(term), array_agg(-count)
     from (
       select term, count(*)::int as count
       from documents
       cross join unnest(array_prepend(${everyTerm}, vector_terms(documents.lexical))) as term
       where documents.id = any($1::bigint[])
       group by term
     ) as document_terms
     having count(*) > 0`,
    [[...documentIds]],
  );
}
