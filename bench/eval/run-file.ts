import { readFileSync, writeFileSync } from 'node:fs';

/** The documents of each query with their scores, by the query's id. */
export type Run = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Lines of query, document and score, best first. */
export function writeRun(file: string, run: Run): void {
  const lines = [...run].flatMap(([query, documents]) =>
    [...documents].map(([document, score]) => `${query}\t${document}\t${score}\n`),
  );
  writeFileSync(file, lines.join(''));
}

export function readRun(file: string): Run {
  const run = new Map<string, Map<string, number>>();
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const [query = '', document = '', score = ''] = line.split('\t');
    if (query === '') continue;
    const documents = run.get(query) ?? new Map<string, number>();
    run.set(query, documents.set(document, Number(score)));
  }
  return run;
}
