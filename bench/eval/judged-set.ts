import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface JudgedDocument {
  /** Also used as its path. */
  id: string;
  /** The name of its repository; without one, the set's. */
  repository?: string;
  title?: string;
  text: string;
}

export interface JudgedQuery {
  id: string;
  text: string;
  /** What it is about, where a set is measured by groups, too. */
  group?: string;
}

/** For each query, its documents with their grades, or the excluded documents. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A corpus, queries, and which documents answer them. */
export interface JudgedSet {
  name: string;
  folder: string;
  documents: JudgedDocument[];
  /** Only the queries that some document answers. */
  queries: JudgedQuery[];
  relevant: Judgements;
  /** The documents that a query was taken from, which are removed from its results. */
  excluded: Judgements;
}

/**
 * Reads corpus.jsonl, queries.jsonl, qrels.tsv (query, document, grade) and, if it exists,
 * exclude.tsv (query, document) from a folder; each may be gzipped.
 */
export function readJudgedSet(folder: string): JudgedSet {
  const judged = readJudgements(readNamed(folder, 'qrels.tsv') ?? missing(folder, 'qrels.tsv'));
  const relevant = new Map(
    [...judged].filter(([, grades]) => [...grades.values()].some((grade) => grade > 0)),
  );
  return {
    name: basename(resolve(folder)),
    folder,
    documents: readRows<JudgedDocument>(folder, 'corpus.jsonl'),
    queries: readRows<JudgedQuery>(folder, 'queries.jsonl').filter(({ id }) => relevant.has(id)),
    relevant,
    excluded: readJudgements(readNamed(folder, 'exclude.tsv') ?? ''),
  };
}

function readRows<Row>(folder: string, name: string): Row[] {
  const text = readNamed(folder, name) ?? missing(folder, name);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line): Row => JSON.parse(line));
}

function readJudgements(text: string): Map<string, Map<string, number>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of text.split(/\r?\n/)) {
    const [query = '', document = '', grade = '1'] = line.split('\t');
    if (query === '' || query === 'query-id' || query === 'qid') continue;
    const documents = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, documents.set(document, Number(grade)));
  }
  return judgements;
}

function readNamed(folder: string, name: string): string | undefined {
  const plain = join(folder, name);
  if (existsSync(plain)) return readFileSync(plain, 'utf8');
  const zipped = `${plain}.gz`;
  return existsSync(zipped) ? gunzipSync(readFileSync(zipped)).toString() : undefined;
}

function missing(folder: string, name: string): never {
  throw new Error(`${folder} has no ${name} and no ${name}.gz.`);
}
