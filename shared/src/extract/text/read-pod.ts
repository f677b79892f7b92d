import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { ListWriter } from '../markdown/list-writer.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { podText } from './pod-text.ts';

const command = /^=([a-z]\w*)\s*/i;
const begins = /^=(?:head\d|pod|over|item|encoding|begin|for)\b/m;
/** Lists inside each other that are told apart. */
const maxLists = 8;

/**
 * Perl's documentation (pod): headings, items, code; the page's name is its title. Null when the text is
 * none, to be indexed as it is.
 */
export function readPod(text: string): DocumentText | null {
  if (!begins.test(text)) return null;
  const page = new PodPage(text.length);
  let paragraph: string[] = [];
  let [start, number] = [1, 0];
  for (const line of [...text.split(/\r?\n/), '']) {
    number += 1;
    const isCommand = command.test(line);
    if (isCommand && paragraph.length > 0) {
      page.paragraph(paragraph, start);
      paragraph = [];
    }
    if (line.trim() !== '') {
      if (paragraph.length === 0) start = number;
      paragraph.push(line);
      continue;
    }
    if (paragraph.length > 0) page.paragraph(paragraph, start);
    paragraph = [];
  }
  return page.finish();
}

class PodPage {
  readonly #writer: MarkdownWriter;
  readonly #lists: ListWriter;
  /** The lists that are open; null for one that has had no item yet. */
  readonly #open: ('list' | null)[] = [];
  #code: string[] = [];
  #codeStart = 0;
  #isPod = false;
  /** The format whose paragraphs are passed over. */
  #other = '';
  #isName = false;
  #offset = 0;

  constructor(chars: number) {
    this.#writer = new MarkdownWriter(Math.max(limits.textChars, chars));
    this.#lists = new ListWriter(this.#writer);
  }

  paragraph(lines: readonly string[], at: number): void {
    const [first = ''] = lines;
    const name = command.exec(first)?.[1];
    if (name !== undefined) {
      const rest = oneLine(lines.join(' ').replace(command, ''));
      this.#command(name, rest, at);
    } else if (this.#isPod && this.#other === '') this.#write(lines, at);
  }

  finish(): DocumentText {
    this.#flushCode();
    while (this.#open.length > 0) this.#closeList();
    const { starts } = this.#writer;
    return { text: this.#writer.finish(), locations: { kind: 'line', starts } };
  }

  #command(name: string, rest: string, at: number): void {
    this.#isPod = name !== 'cut';
    this.#flushCode();
    if (name === 'begin' && this.#other === '' && !rest.startsWith(':'))
      this.#other = rest || 'none';
    else if (name === 'end') this.#other = '';
    if (this.#other !== '') return;
    const level = Number(/^head(\d)$/.exec(name)?.[1] ?? '0');
    if (level > 0) this.#heading(level, podText(rest), at);
    else if (name === 'over' && this.#open.length < maxLists) this.#open.push(null);
    else if (name === 'back') this.#closeList();
    else if (name === 'item') this.#item(podText(rest), at);
  }

  /** The section NAME names the page. */
  #heading(level: number, text: string, at: number): void {
    while (this.#open.length > 0) this.#closeList();
    this.#isName = level === 1 && /^name$/i.test(text) && this.#writer.empty;
    if (this.#isName) {
      this.#offset = 1;
      return;
    }
    this.#writer.locate(at);
    this.#writer.heading(level + this.#offset, text);
  }

  #item(text: string, at: number): void {
    const bullet = /^(?:\*|\d+[.)]?)(?:\s+|$)/.exec(text)?.[0];
    if (this.#open.length === 0) this.#open.push(null);
    if (this.#open.at(-1) === null) {
      const isNumber = /^\d/.test(bullet ?? '');
      this.#lists.open(bullet === undefined ? 'terms' : isNumber ? 'numbers' : 'bullets');
      this.#open[this.#open.length - 1] = 'list';
    }
    this.#lists.item();
    const rest = text.slice(bullet?.length ?? 0);
    if (bullet === undefined) this.#lists.term(asName(text), at);
    else if (rest !== '') this.#lists.write(rest, at);
  }

  #closeList(): void {
    if (this.#open.pop() === 'list') this.#lists.close();
  }

  #write(lines: readonly string[], at: number): void {
    if (/^\s/.test(lines[0] ?? '')) {
      if (this.#code.length === 0) this.#codeStart = at;
      // The blank lines between two pieces of code are code, too.
      else this.#code.push('');
      this.#code.push(...lines);
      return;
    }
    this.#flushCode();
    const text = podText(lines.join('\n'));
    if (this.#isName) {
      this.#writer.locate(at);
      this.#writer.heading(1, text);
      this.#isName = false;
    } else if (this.#lists.areOpen) this.#lists.write(oneLine(text), at);
    else {
      this.#writer.locate(at);
      this.#writer.paragraph(text);
    }
  }

  #flushCode(): void {
    if (this.#code.length === 0) return;
    const indents = this.#code.filter((line) => line !== '').map((line) => line.search(/\S/));
    const indent = indents.reduce((least, own) => Math.min(least, own), 100);
    this.#lists.flush();
    this.#writer.locate(this.#codeStart);
    this.#writer.code(this.#code.map((line) => line.slice(indent)).join('\n'));
    this.#code = [];
  }
}

/** A term that is an option, a function or a variable is code. */
function asName(term: string): string {
  return /^[^\s`]*[-_:$@%(.=][^\s`]*$/.test(term) ? `\`${term}\`` : term;
}
