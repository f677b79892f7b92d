/**
 * Computes the ranking's formula on a judged set in memory: node bench/lexical-prototype.ts DIR
 * DIR contains corpus.jsonl.gz, queries.jsonl.gz, qrels.tsv and optionally exclude.tsv; prints
 * nDCG@10.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chunkDocument } from '../shared/src/chunk/chunk-document.ts';
import type { SparseVector } from '../shared/src/document.ts';
import { queryTerms } from '../shared/src/lexical/query/query-terms.ts';
import { queryVector } from '../shared/src/lexical/query/query-vector.ts';
import { documentVector } from '../shared/src/lexical/weights/document-vector.ts';
import { passageVector } from '../shared/src/lexical/weights/passage-vector.ts';

interface Row {
  id: string;
  title?: string;
  text: string;
}
type Postings = Map<number, [row: number, weight: number][]>;

const folder = process.argv[2] ?? '.';
const corpus = readRows('corpus.jsonl.gz');
const passages: Postings = new Map();
const documents: Postings = new Map();
const documentOf: number[] = [];
const languages = new Set<string>();

const started = performance.now();
for (const [index, row] of corpus.entries()) {
  const text = wholeText(row);
  const { chunks, ...named } = chunkDocument(row.id, text);
  post(documents, index, documentVector({ ...named, path: row.id, text }));
  for (const chunk of chunks) {
    const { language, vector } = passageVector(chunk);
    languages.add(language);
    post(passages, documentOf.length, vector);
    documentOf.push(index);
  }
}
const seconds = (performance.now() - started) / 1000;

const judged = readPairs('qrels.tsv');
const excluded = readPairs('exclude.tsv');
const queries = readRows('queries.jsonl.gz').filter(({ id }) => judged.has(id));
let sum = 0;
for (const { id, text } of queries) sum += ndcg10(rank(text, excluded.get(id)), judged.get(id));
console.log(
  `${basename(folder)}\tnDCG@10 ${(sum / queries.length).toFixed(4)}\t${corpus.length} documents, ` +
    `${documentOf.length} passages, read in ${seconds.toFixed(1)} s`,
);

/** The text of the document's file, which includes the title, unless that is the file's name. */
function wholeText({ id, title, text }: Row): string {
  if (!title || title === basename(id) || text.slice(0, 1000).includes(title)) return text;
  return /\.(md|mdx|markdown)$/.test(id)
    ? `---\ntitle: ${JSON.stringify(title)}\n---\n${text}`
    : `${title}\n\n${text}`;
}

function post(postings: Postings, row: number, { terms, weights }: SparseVector): void {
  for (const [index, term] of terms.entries()) {
    const list = postings.get(term) ?? [];
    list.push([row, weights[index] ?? 0]);
    postings.set(term, list);
  }
}

/** Document ids, best first, by the sum of the document's own score and its best passage's. */
function rank(query: string, without: Map<string, number> | undefined): string[] {
  const terms = queryTerms(
    query,
    new Map([...languages].map((language) => [language, 1 / languages.size])),
  );
  const scores = score(documents, queryVector(terms, frequencies(documents), corpus.length));
  const best = new Map<number, number>();
  const passageQuery = queryVector(terms, frequencies(passages), documentOf.length);
  for (const [passage, value] of score(passages, passageQuery)) {
    const document = documentOf[passage] ?? -1;
    best.set(document, Math.max(best.get(document) ?? 0, value));
  }
  for (const [document, value] of best) scores.set(document, (scores.get(document) ?? 0) + value);
  return [...scores]
    .map(([document, value]) => ({ id: corpus[document]?.id ?? '', value }))
    .filter(({ id }) => !without?.has(id))
    .sort((a, b) => b.value - a.value || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

function frequencies(postings: Postings): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [term, list] of postings) counts.set(term, list.length);
  return counts;
}

function score(postings: Postings, query: SparseVector): Map<number, number> {
  const scores = new Map<number, number>();
  for (const [index, term] of query.terms.entries())
    for (const [row, weight] of postings.get(term) ?? [])
      scores.set(row, (scores.get(row) ?? 0) + weight * (query.weights[index] ?? 0));
  return scores;
}

function ndcg10(ranked: string[], relevant: Map<string, number> | undefined): number {
  const gain = (grade: number, index: number) => Math.max(0, grade) / Math.log2(index + 2);
  const total = (grades: number[]) =>
    grades.slice(0, 10).reduce((all, grade, index) => all + gain(grade, index), 0);
  const ideal = total([...(relevant?.values() ?? [])].sort((a, b) => b - a));
  return ideal === 0 ? 0 : total(ranked.map((id) => relevant?.get(id) ?? 0)) / ideal;
}

function readRows(name: string): Row[] {
  const text = gunzipSync(readFileSync(join(folder, name))).toString();
  return text
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));
}

function readPairs(name: string): Map<string, Map<string, number>> {
  const pairs = new Map<string, Map<string, number>>();
  if (!existsSync(join(folder, name))) return pairs;
  for (const line of readFileSync(join(folder, name), 'utf8').trim().split(/\r?\n/)) {
    const [query = '', document = '', grade = '1'] = line.split('\t');
    if (query === 'query-id' || query === 'qid') continue;
    pairs.set(query, (pairs.get(query) ?? new Map<string, number>()).set(document, Number(grade)));
  }
  return pairs;
}
