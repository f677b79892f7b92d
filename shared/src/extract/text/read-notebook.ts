import { hiddenInMarkdown, withoutRanges } from '../../visible/hidden-markdown.ts';
import type { DocumentText } from '../document-text.ts';
import { readHtml } from '../html/read-html.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { orSkipped, Unreadable } from '../unreadable.ts';

type Json = Record<string, unknown>;

/**
 * A Jupyter notebook's cells in order: Markdown as it is, code fenced, text outputs bounded.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export async function readNotebook(text: string): Promise<DocumentText> {
  const notebook = parseNotebook(text);
  const metadata = objectOf(notebook.metadata);
  const language =
    textOf(objectOf(metadata.language_info).name) || textOf(objectOf(metadata.kernelspec).language);
  const writer = new MarkdownWriter(Math.max(limits.textChars, text.length));
  for (const cell of cellsOf(notebook)) {
    const source = textOf(cell.source ?? cell.input);
    if (cell.cell_type === 'code') {
      writer.code(source, language || textOf(cell.language));
      writer.code(await outputsOf(cell), 'output');
    } else if (cell.cell_type === 'heading') {
      writer.heading(Number(cell.level) || 1, source);
    } else {
      writer.markdown(shownMarkdown(source));
    }
  }
  return { text: writer.finish() };
}

/** A cell as it is shown when it has run. */
function shownMarkdown(source: string): string {
  return withoutRanges(source, hiddenInMarkdown(source, 'markdown'));
}

function parseNotebook(text: string): Json {
  assertParsable(text);
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch (error) {
    throw new Unreadable('broken', error instanceof Error ? error.message : 'It is no JSON.');
  }
  const found = objectOf(notebook);
  if (!('nbformat' in found) && !Array.isArray(found.cells)) {
    throw new Unreadable('broken', 'It is JSON, but no notebook: it has no cells.');
  }
  return found;
}

/** JSON.parse knows no bounds: a few megabytes of brackets become gigabytes. */
function assertParsable(json: string): void {
  let depth = 0;
  let containers = 0;
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at];
    if (mark === '"') at = endOfString(json, at);
    else if (mark === '[' || mark === '{') {
      depth += 1;
      containers += 1;
    } else if (mark === ']' || mark === '}') depth -= 1;
    else if (mark === ',') values += 1;
    if (
      depth > limits.nestedElements ||
      containers > limits.jsonContainers ||
      values > limits.jsonValues
    ) {
      throw new Unreadable('too_complex', 'Its JSON is too deep or has too many values.');
    }
  }
}

/** Where the quote stands that ends the string. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1) {
    let slashes = 0;
    while (json[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end;
    end = json.indexOf('"', end + 1);
  }
  return json.length;
}

/** Format 4 has cells at the top, format 3 in worksheets. */
function cellsOf(notebook: Json): Json[] {
  const sheets = listOf(notebook.worksheets).flatMap((sheet) => listOf(objectOf(sheet).cells));
  return [...listOf(notebook.cells), ...sheets].map(objectOf);
}

async function outputsOf(cell: Json): Promise<string> {
  const written: string[] = [];
  let left: number = limits.outputChars;
  for (const given of listOf(cell.outputs)) {
    if (left <= 0) break;
    const output = objectOf(given);
    const text =
      output.output_type === 'error' || output.output_type === 'pyerr'
        ? `${textOf(output.ename)}: ${textOf(output.evalue)}`
        : await shownOutput(output);
    const kept = withoutColours(text.slice(0, 4 * left)).trimEnd();
    if (kept.trim() === '') continue;
    written.push(kept.length > left ? `${kept.slice(0, left)}…` : kept);
    left -= kept.length;
  }
  return written.join('\n');
}

/** An object's name in Python, which stands in place of what is shown. */
const stand = /^\s*<[\w.]+(?:\s(?:object|at)[^<>]*)?>\s*$/;

/** Plain text, or what is shown in its place when it says nothing or is not there. */
async function shownOutput(output: Json): Promise<string> {
  const data = objectOf(output.data);
  const plain = textOf(data['text/plain'] ?? output.text);
  if (plain.trim() !== '' && !stand.test(plain)) return plain;
  const markdown = shownMarkdown(textOf(data['text/markdown']).slice(0, limits.outputMarkup));
  if (markdown.trim() !== '') return markdown;
  const html = textOf(data['text/html']).slice(0, limits.outputMarkup);
  if (html.trim() === '') return plain;
  const page = await orSkipped(() => readHtml(html));
  return 'text' in page && page.text.trim() !== '' ? page.text : plain;
}

/** Terminal escape sequences, as tracebacks and progress bars write them. */
function withoutColours(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]{0,20}[A-Za-z]`, 'g'), '');
}

/** nbformat writes a text as a string or as a list of its lines. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return listOf(value)
    .filter((line) => typeof line === 'string')
    .join('');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
