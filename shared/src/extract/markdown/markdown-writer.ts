import type { Locations } from '../../document.ts';
import { limits } from '../limits.ts';
import { storable } from '../storable.ts';
import { Unreadable } from '../unreadable.ts';

/**
 * Writes Markdown block by block, so that the chunker finds every block where it begins.
 *
 * Words stay as they are for search: only what would open a block at the start of a line is
 * escaped. Emphasis is not written.
 */
export class MarkdownWriter {
  readonly starts: Locations['starts'] = [];
  readonly #parts: string[] = [];
  #line = 1;
  #chars = 0;
  #itemDepth = -1;
  #bullets = true;

  readonly #maxChars: number;

  /** @param maxChars that the text may have */
  constructor(maxChars: number = limits.textChars) {
    this.#maxChars = maxChars;
  }

  /** Whether anything has been written. */
  get empty(): boolean {
    return this.#parts.length === 0;
  }

  /** Characters written so far. */
  get length(): number {
    return this.#chars;
  }

  /** The next block begins at `at` of the file. */
  locate(at: number | string): void {
    const named = typeof at === 'string' ? storable(at) : at;
    this.starts.push({ line: this.empty ? 1 : this.#line + 2, at: named });
  }

  heading(level: number, text: string): void {
    const title = oneLine(text);
    if (title === '') return;
    this.#block(`${'#'.repeat(Math.min(Math.max(level, 1), 6))} ${title.slice(0, 300)}`);
  }

  /** Lines that belong together; what looks like the start of another block is escaped. */
  paragraph(text: string, { lists = false, prefix = '' } = {}): void {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => prefix + escapeStart(line, lists));
    if (lines.length > 0) this.#block(lines.join('\n'));
  }

  /** An item of a list, `depth` 0 the outermost; it begins at `at` of the file. */
  item(depth: number, text: string, mark = '-', at?: number): void {
    const line = oneLine(text);
    if (line === '') return;
    const level = Math.max(0, Math.min(depth, this.#itemDepth + 1));
    const written = `${'    '.repeat(level)}${mark} ${escapeStart(line, false)}`;
    const begins = this.#itemDepth < 0 || (level === 0 && (mark === '-') !== this.#bullets);
    if (at !== undefined) {
      this.starts.push({ line: this.empty ? 1 : this.#line + (begins ? 2 : 1), at });
    }
    if (begins) this.#block(written);
    else this.#append(written, 1);
    this.#itemDepth = level;
    if (level === 0) this.#bullets = mark === '-';
  }

  code(text: string, language = ''): void {
    const body = text.replaceAll('\r\n', '\n').replace(/^\n+/, '').trimEnd();
    if (body === '') return;
    let ticks = 3;
    for (const [run] of body.matchAll(/`{3,}/g)) ticks = Math.max(ticks, run.length + 1);
    const fence = '`'.repeat(ticks);
    this.#block(`${fence}${language.replace(/[^\w+#.-]/g, '').slice(0, 30)}\n${body}\n${fence}`);
  }

  /** Markdown that is one already. */
  markdown(source: string): void {
    const body = source.replaceAll('\r\n', '\n').replace(/^\n+/, '').trimEnd();
    if (body !== '') this.#block(body);
  }

  /** @throws Unreadable as `no_text` when nothing but space was written */
  finish(): string {
    if (this.empty) throw new Unreadable('no_text', 'The document holds no text.');
    return `${this.#parts.join('')}\n`;
  }

  #block(block: string): void {
    this.#append(block, 2);
    this.#itemDepth = -1;
  }

  #append(block: string, breaks: number): void {
    const before = this.empty ? '' : '\n'.repeat(breaks);
    this.#line += before.length;
    for (let at = block.indexOf('\n'); at !== -1; at = block.indexOf('\n', at + 1)) this.#line += 1;
    this.#chars += before.length + block.length;
    if (this.#chars > this.#maxChars) {
      throw new Unreadable('too_large', `Its text is longer than ${this.#maxChars} characters.`);
    }
    this.#parts.push(before, storable(block));
  }
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const opensBlock = /^(?:#{1,6}(?:\s|$)|>|<|`{3}|~{3}|={1,}\s*$|-{2,}\s*$|\*{3,}\s*$|_{3,}\s*$|\|)/;
const opensList = /^(?:[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$))/;

function escapeStart(line: string, lists: boolean): string {
  if (opensBlock.test(line)) return `\\${line}`;
  if (lists || !opensList.test(line)) return line;
  return line.replace(/^(\d*)/, '$1\\');
}
