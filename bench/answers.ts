// Measures what an assistant gets for its tokens: how many of the facts that an answer needs are in
// what search_documents sends within its default budget. The questions are in bench/sets/astro-docs;
// DIR is a checkout of the English pages of withastro/docs.
//   npm run bench:answers -- DIR [--save FILE] [--before FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { unrecorded } from '../shared/src/http/keep-ledger.ts';
import { createLogger } from '../shared/src/log.ts';
import { callTool } from '../shared/src/mcp/call-tool.ts';
import { searchDocumentsTool } from '../shared/src/mcp/search-tools.ts';
import { folderSource } from './answers/folder-source.ts';
import { readable } from './answers/readable.ts';
import { ingest } from './eval/ingest.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { fromCaller } from './from-caller.ts';
import { percentile } from './percentile.ts';

interface Question {
  question: string;
  /** Texts that an answer needs, as the documents write them. */
  facts: string[];
}

interface Asked extends Question {
  found: string[];
  /** Of the text that a model reads, and of the same as fields (o200k_base). */
  tokens: { text: number; structured: number };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { save: { type: 'string' }, before: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('Name the folder of the documents: npm run bench:answers -- DIR');
  process.exit(2);
}
const set = join(import.meta.dirname, 'sets/astro-docs/questions.jsonl');
const questions = readFileSync(set, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Question => JSON.parse(line));

const source = folderSource(fromCaller(folder));
const database = await openBenchDatabase([source.name]);
await ingest(database, source);
const log = createLogger('bench', { level: 'warn' });
const asked: Asked[] = [];
for (const { question, facts } of questions) {
  const { content, structuredContent } = await callTool(
    searchDocumentsTool,
    database,
    { query: question },
    { log, activity: unrecorded },
  );
  const text = content.map((item) => (item.type === 'text' ? item.text : '')).join('');
  const read = readable(text);
  asked.push({
    question,
    facts,
    found: facts.filter((fact) => read.includes(fact)),
    tokens: { text: countTokens(text), structured: countTokens(JSON.stringify(structuredContent)) },
  });
}
await database.close();

const sum = (count: (one: Asked) => number) => asked.reduce((all, one) => all + count(one), 0);
console.table({
  questions: asked.length,
  'with all facts': asked.filter(({ facts, found }) => found.length === facts.length).length,
  facts: sum(({ facts }) => facts.length),
  'facts found': sum(({ found }) => found.length),
  'tokens of the text, median': percentile(
    asked.map(({ tokens }) => tokens.text),
    0.5,
  ),
  'tokens of the fields, median': percentile(
    asked.map(({ tokens }) => tokens.structured),
    0.5,
  ),
});
for (const { question, facts, found } of asked) {
  const missing = facts.filter((fact) => !found.includes(fact));
  if (missing.length > 0) console.log(`${question} lacks ${missing.join(' | ')}`);
}
if (values.save) writeFileSync(fromCaller(values.save), JSON.stringify(asked));
if (values.before) {
  const before: Asked[] = JSON.parse(readFileSync(fromCaller(values.before), 'utf8'));
  const now = new Map(asked.map((one) => [one.question, one.found]));
  for (const { question, found } of before) {
    const lost = found.filter((fact) => !now.get(question)?.includes(fact));
    if (lost.length > 0) console.log(`${question} lost ${lost.join(' | ')}`);
  }
}
