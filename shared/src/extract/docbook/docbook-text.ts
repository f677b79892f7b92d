import { ListWriter } from '../markdown/list-writer.ts';
import { type MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { writeTable } from '../markdown/write-table.ts';
import { CalsTable } from './cals-table.ts';
import { DocBookWords } from './docbook-words.ts';

/** Writes the blocks of a manual: words go to the block that is open, each where it begins in the file. */
export class DocBookText {
  readonly words = new DocBookWords();
  readonly lists: ListWriter;
  readonly #writer: MarkdownWriter;
  readonly #line: () => number;
  /** Where the block that is open begins in the file; 0 where it holds nothing yet. */
  #start = 0;
  #quotes = 0;
  /** Said before the next block: the kind of an admonition. */
  #label = '';
  #isCode = false;
  #table: CalsTable | null = null;

  /** @param line of the file that is being read */
  constructor(writer: MarkdownWriter, line: () => number) {
    this.#writer = writer;
    this.#line = line;
    this.lists = new ListWriter(writer);
  }

  get table(): CalsTable | null {
    return this.#table;
  }

  text(said: string): void {
    if (this.#start === 0 && said.trim() !== '') this.#start = this.#line();
    this.words.text(said);
  }

  /** Writes what has been read since the last block's border. */
  flush(): void {
    if (this.#isCode || this.words.isAside) return;
    const text = this.words.take();
    const at = this.#start;
    this.#start = 0;
    if (text.trim() === '') return;
    this.#write(this.#labelled(text), at);
  }

  heading(level: number, text: string): void {
    if (oneLine(text) === '') return;
    this.#writer.locate(this.#start || this.#line());
    this.#writer.heading(level, text);
    this.#start = 0;
  }

  /** What the open block says, as the title of what follows. */
  takeTitle(): string {
    return oneLine(this.words.take());
  }

  paragraph(text: string): void {
    if (text !== '') this.#write(text, this.#start || this.#line());
    this.#start = 0;
  }

  term(): void {
    const text = oneLine(this.words.take());
    if (this.#table) this.#table.text(text);
    else if (text !== '') this.lists.term(text, this.#start || this.#line());
    this.#start = 0;
  }

  openCode(): void {
    this.#isCode = true;
    this.words.openCode();
  }

  closeCode(language: string): void {
    if (!this.#isCode) return;
    this.code(this.words.take(true), language);
    this.words.closeCode();
    this.#isCode = false;
  }

  code(text: string, language = ''): void {
    if (this.#table) this.#table.text(oneLine(text));
    else if (text.trim() !== '') {
      this.lists.flush();
      this.#writer.locate(this.#start || this.#line());
      this.#writer.code(text, language);
    }
    this.#start = 0;
  }

  openQuote(label: string): void {
    this.#quotes += 1;
    this.#label = label;
  }

  closeQuote(): void {
    this.#quotes -= 1;
    this.#label = '';
  }

  /** The title of an admonition stands in the place of its kind. */
  retitle(label: string): void {
    this.#label = this.#label === '' ? label : `${this.#label}: ${label}`;
  }

  openTable(): void {
    this.#table ??= new CalsTable();
  }

  closeTable(): void {
    const table = this.#table;
    this.#table = null;
    if (table) writeTable(this.#writer, table.finish());
  }

  #labelled(text: string): string {
    const label = this.#label;
    this.#label = '';
    return label === '' ? text : `${label}: ${text}`;
  }

  #write(text: string, at: number): void {
    if (this.#table) this.#table.text(text);
    else if (this.lists.areOpen) this.lists.write(text, at);
    else {
      this.#writer.locate(at);
      this.#writer.paragraph(text, { prefix: '> '.repeat(Math.min(this.#quotes, 3)) });
    }
  }
}
