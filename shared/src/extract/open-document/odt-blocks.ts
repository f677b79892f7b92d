import type { XmlHandler } from '../container/read-xml.ts';
import { limits } from '../limits.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { MergedCells } from '../markdown/merged-cells.ts';
import { TableBudget } from '../markdown/table-budget.ts';
import { mostHeaderRows, withOneHeader } from '../markdown/table-header.ts';
import { type TableRow, writeTable } from '../markdown/write-table.ts';
import type { OdfLook } from './odf-look.ts';

const dropped = new Set(
  (
    'tracked-changes annotation table-of-content alphabetical-index illustration-index ' +
    'table-index bibliography note-citation forms sequence-decls master-styles binary-data'
  ).split(' '),
);
const codeStyles = new Set(['Preformatted_20_Text', 'Source_20_Code', 'Source_Code']);

interface Paragraph {
  parts: string[];
  /** Where a link that is open begins in `parts`. */
  link: { target: string; at: number } | null;
  /** 0 for no heading. */
  level: number;
  code: boolean;
}

/**
 * Turns the elements of an OpenDocument text, as they come, into blocks of Markdown. What is hidden
 * is left out.
 * https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/
 */
export class OdtBlocks implements XmlHandler {
  readonly #writer: MarkdownWriter;
  readonly #look: OdfLook;
  /** A paragraph may hold frames and notes with paragraphs of their own. */
  readonly #open: Paragraph[] = [];
  readonly #parents = new Map<string, string>();
  #dropDepth = 0;
  #lists = 0;
  #itemOpen = false;
  #notes = 0;
  #code: string[] = [];
  #tables = 0;
  #rows: string[][] = [];
  #cell: string[] | null = null;
  #repeat = 1;
  /** Rows that the cell reaches over. */
  #rowsOver = 1;
  #merged = new MergedCells();
  /** Rows of the header, in which a cell over several columns is in each. */
  #heads: string[][] = [];
  #isInHeader = false;
  #budget = new TableBudget();

  constructor(writer: MarkdownWriter, look: OdfLook) {
    this.#writer = writer;
    this.#look = look;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#dropDepth > 0 || dropped.has(name) || this.#look.hides(name, attributes)) {
      this.#dropDepth += 1;
      return;
    }
    if (name === 'style') {
      const parent = attributes['style:parent-style-name'];
      if (parent) this.#parents.set(attributes['style:name'] ?? '', parent);
    } else if (name === 'p' || name === 'h') this.#openParagraph(name, attributes);
    else if (name === 'list') this.#lists += 1;
    else if (name === 'list-item') this.#itemOpen = true;
    else if (name === 'note-body') {
      this.#notes += 1;
      this.text(' [');
    } else if (name === 'a') this.#openLink(attributes['xlink:href'] ?? '');
    else if (name === 'table') this.#openTable();
    else if (name === 'table-row' && this.#tables === 1) {
      this.#budget.countRow();
      this.#rows.push([]);
      if (this.#isInHeader && this.#heads.length <= mostHeaderRows) this.#heads.push([]);
    } else if (/^(?:covered-)?table-cell$/.test(name) && this.#tables === 1) {
      this.#cell = [];
      const repeat = Number(attributes['table:number-columns-repeated'] ?? 1);
      this.#repeat = Math.min(Math.max(repeat || 1, 1), 100);
      this.#rowsOver = Number(attributes['table:number-rows-spanned'] ?? 1) || 1;
    } else if (name === 'table-header-rows' && this.#tables === 1) {
      this.#isInHeader = this.#rows.length === 0;
    } else if (name === 's') {
      this.text(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, 100)));
    } else if (name === 'tab') this.text('\t');
    else if (name === 'line-break') this.text('\n');
  }

  text(text: string): void {
    if (this.#dropDepth === 0) this.#open.at(-1)?.parts.push(text);
  }

  close(name: string): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth -= 1;
      return;
    }
    this.#look.close();
    if (name === 'p' || name === 'h') this.#closeParagraph();
    else if (name === 'list') this.#lists -= 1;
    else if (name === 'a') this.#closeLink();
    else if (name === 'note-body') {
      this.#notes -= 1;
      this.text(']');
    } else if (name === 'table') this.#closeTable();
    else if (/^(?:covered-)?table-cell$/.test(name) && this.#tables === 1)
      this.#closeCell(name.startsWith('covered'));
    else if (name === 'table-header-rows') this.#isInHeader = false;
    else if (name === 'text') this.#closeCode();
  }

  #openParagraph(name: string, attributes: Record<string, string>): void {
    const style = attributes['text:style-name'] ?? '';
    const code = codeStyles.has(style) || codeStyles.has(this.#parents.get(style) ?? '');
    const isTitle = style === 'Title' || this.#parents.get(style) === 'Title';
    const outline = Number(attributes['text:outline-level'] ?? 1) || 1;
    const level = name === 'h' ? outline : isTitle ? 1 : 0;
    this.#open.push({ parts: [], link: null, level, code });
  }

  #closeParagraph(): void {
    const paragraph = this.#open.pop();
    if (!paragraph) return;
    const text = paragraph.parts.join('');
    if (this.#notes > 0) this.text(text.trim());
    else if (this.#cell) this.#cell.push(text);
    else if (paragraph.code) this.#code.push(text);
    else this.#write(paragraph.level, text);
  }

  #write(level: number, text: string): void {
    this.#closeCode();
    if (level > 0) this.#writer.heading(level, text);
    else if (this.#lists > 0) {
      this.#writer.item(this.#itemOpen ? this.#lists - 1 : this.#lists, text);
      this.#itemOpen = false;
    } else this.#writer.paragraph(text);
  }

  #openLink(target: string): void {
    const paragraph = this.#open.at(-1);
    const isWeb = /^(?:https?|mailto):[^\s()<>]{1,300}$/i.test(target);
    if (paragraph && isWeb) paragraph.link = { target, at: paragraph.parts.length };
  }

  #closeLink(): void {
    const paragraph = this.#open.at(-1);
    const link = paragraph?.link;
    if (!paragraph || !link) return;
    paragraph.link = null;
    const label = paragraph.parts.splice(link.at).join('').trim();
    paragraph.parts.push(label === link.target ? label : `[${label}](${link.target})`);
  }

  #closeCode(): void {
    this.#writer.code(this.#code.join('\n'));
    this.#code = [];
  }

  #openTable(): void {
    this.#closeCode();
    this.#tables += 1;
    if (this.#tables !== 1) return;
    this.#rows = [];
    this.#heads = [];
    this.#merged = new MergedCells();
    this.#budget = new TableBudget();
  }

  #closeCell(isCovered: boolean): void {
    const said = this.#cell?.join(' ') ?? '';
    this.#cell = null;
    const row = this.#rows.at(-1);
    const head = this.#isInHeader ? this.#heads.at(-1) : undefined;
    for (let i = 0; row && i < this.#repeat && row.length < limits.tableColumns; i += 1) {
      const number = this.#rows.length;
      const text = said || (isCovered ? this.#merged.at(number, row.length) : '');
      if (!isCovered) this.#merged.add(number, row.length, text, this.#rowsOver);
      const isOver = isCovered && text === '' && (head?.length ?? 0) > 0;
      head?.push(isOver ? (head.at(-1) ?? '') : text);
      row.push(text);
      this.#budget.countCell(text);
    }
  }

  #closeTable(): void {
    this.#tables -= 1;
    if (this.#tables > 0) return;
    const rows = this.#rows.map((cells): TableRow => ({ cells }));
    writeTable(this.#writer, withOneHeader(rows, this.#heads));
    this.#rows = [];
  }
}
