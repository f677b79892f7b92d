import { type MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { TableBudget } from '../markdown/table-budget.ts';
import { writeTable } from '../markdown/write-table.ts';

/** The paragraphs, cells and notes of an RTF document, as they come to an end. */
export class RtfParagraphs {
  readonly #writer: MarkdownWriter;
  #parts: string[] = [];
  /** What stands in front of a list's item: a bullet, or its number. */
  #mark: string | null = null;
  #rows: string[][] = [];
  #cells: string[] = [];
  #budget = new TableBudget();
  /** Headers, footers and comments, which follow the text, each once. */
  readonly #beside = new Set<string>();
  #open: { label: string; parts: string[] } | null = null;

  constructor(writer: MarkdownWriter) {
    this.#writer = writer;
  }

  /** Of the parts of the paragraph that is open. */
  get length(): number {
    return this.#parts.length;
  }

  add(text: string): void {
    (this.#open?.parts ?? this.#parts).push(text);
  }

  mark(text: string): void {
    this.#mark = text;
  }

  /** Writes where a link leads, and leaves out the numbers of pages. */
  closeField({ code, at }: { code: string; at: number }): void {
    if (at < 0 || this.#open || at > this.#parts.length) return;
    const target = /HYPERLINK\s+"?((?:https?|mailto):[^\s"()<>]{1,300})/i.exec(code)?.[1];
    const isPage = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(code);
    if (target === undefined && !isPage) return;
    const label = this.#parts.splice(at).join('').trim();
    if (target !== undefined) {
      this.#parts.push(label === target || label === '' ? target : `[${label}](${target})`);
    }
  }

  /** @param level 0 for no heading */
  end(level: number, listLevel: number): void {
    const text = this.#parts.join('');
    this.#parts = [];
    const mark = this.#mark;
    this.#mark = null;
    if (text.trim() === '') return;
    this.#endTable();
    if (level > 0) this.#writer.heading(level, text);
    else if (mark !== null) {
      this.#writer.item(listLevel, text, /^\s*(\d{1,9})[.)]/.exec(mark)?.[1]?.concat('.') ?? '-');
    } else this.#writer.paragraph(text);
  }

  endCell(): void {
    const text = this.#parts.join('').trim();
    this.#parts = [];
    this.#mark = null;
    this.#budget.countCell(text);
    this.#cells.push(text);
  }

  endRow(): void {
    this.#budget.countRow();
    if (this.#cells.length > 0) this.#rows.push(this.#cells);
    this.#cells = [];
  }

  beginBeside(label: string): void {
    this.#open = { label, parts: [] };
  }

  endBeside(): void {
    if (!this.#open) return;
    const { label, parts } = this.#open;
    this.#open = null;
    for (const line of parts.join('').split('\n').map(oneLine)) {
      if (/\p{L}/u.test(line)) this.#beside.add(`${label}: ${line}`);
    }
  }

  finish(): void {
    this.#endTable();
    for (const line of this.#beside) this.#writer.paragraph(line);
  }

  #endTable(): void {
    if (this.#cells.length > 0) this.endRow();
    writeTable(
      this.#writer,
      this.#rows.map((cells) => ({ cells })),
    );
    this.#rows = [];
    this.#budget = new TableBudget();
  }
}
