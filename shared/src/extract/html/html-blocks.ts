import type { Handler } from 'htmlparser2';
import { HiddenElements } from '../../visible/hidden-elements.ts';
import type { StyleSheet } from '../../visible/style-sheet.ts';
import { type MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { writeTable } from '../markdown/write-table.ts';
import { HtmlInline } from './html-inline.ts';
import type { ElementTest } from './html-survey.ts';
import { HtmlTable } from './html-table.ts';
import type { SitePage } from './site-page.ts';

const words = (list: string) => new Set(list.split(' '));

/** Elements whose content is no text of the page. */
const dropped = words(
  'script style noscript template nav svg math iframe object canvas audio video button select ' +
    'textarea dialog datalist',
);
const droppedRoles = words('navigation banner contentinfo search menu menubar dialog');
/** Elements that begin and end a block. */
const blocks = words(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section ' +
    'summary table tbody td tfoot th thead tr ul',
);
/** Elements that stand for words. */
const marks = words('br img input');

interface Options {
  /** The elements that are read; null: all. */
  isMain: ElementTest | null;
  hasTopHeading: boolean;
  layoutTables: ReadonlySet<number>;
  styleSheet: StyleSheet;
  /** What is known of the pages of documentation sites. */
  site?: SitePage;
}

/** Turns a page's tags, as they come, into blocks of Markdown. Holds no tree. */
export class HtmlBlocks implements Partial<Handler> {
  readonly #writer: MarkdownWriter;
  readonly #options: Options;
  readonly #inline = new HtmlInline();
  readonly #hidden: HiddenElements;
  readonly #lists: { mark: string; next: number }[] = [];
  #item = false;
  #dropDepth = 0;
  #mainDepth = 0;
  #quotes = 0;
  #pre: { language: string } | null = null;
  #title: string | null = null;
  #tables = 0;
  #table: HtmlTable | null = null;
  /** For every open table, whether it is written as one. */
  readonly #openTables: boolean[] = [];

  constructor(writer: MarkdownWriter, options: Options) {
    this.#writer = writer;
    this.#options = options;
    this.#hidden = new HiddenElements(options.styleSheet);
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const { site, isMain } = this.#options;
    site?.open(name, attributes);
    const isPanel = site?.isTabPanel(attributes) ?? false;
    this.#hidden.open(name, isPanel ? {} : attributes);
    if (this.#dropDepth > 0 || this.#isDropped(name, isPanel ? {} : attributes)) {
      this.#dropDepth += 1;
      return;
    }
    if (name === 'title') this.#title ??= '';
    if (this.#mainDepth > 0 || isMain?.(name, attributes)) this.#mainDepth += 1;
    if (blocks.has(name) || site?.isBlock) this.#flush();
    if (name === 'ul' || name === 'ol') {
      const next = Number.parseInt(attributes.start ?? '1', 10);
      this.#lists.push({ mark: name, next: Number.isSafeInteger(next) ? Math.max(next, 0) : 1 });
    } else if (name === 'li') this.#item = true;
    else if (name === 'blockquote') this.#quotes += 1;
    else if (name === 'pre') this.#pre = { language: languageOf(attributes) };
    else if (this.#pre && name === 'code') this.#pre.language ||= languageOf(attributes);
    else if (name === 'table') this.#openTable();
    else if (this.#table && this.#openTables.at(-1)) this.#table.open(name, attributes);
    if (site && name === 'label') this.#inline.text(' ');
    const isOutside = site !== undefined && isMain !== null && this.#mainDepth === 0;
    if (!isOutside || !marks.has(name)) this.#inline.open(name, attributes, this.#pre !== null);
  }

  ontext(text: string): void {
    if (this.#dropDepth > 0) return;
    if (this.#title !== null && !this.#inline.inBody) this.#title += text;
    else if (this.#hidden.hidesText) return;
    else if (!this.#options.isMain || this.#mainDepth > 0) this.#inline.text(text);
  }

  onclosetag(name: string): void {
    const { site } = this.#options;
    const anchor = site?.anchor(name);
    const language = site?.language;
    const isBlock = blocks.has(name) || site?.isBlock;
    site?.close(name);
    this.#hidden.close();
    if (this.#dropDepth > 0) {
      this.#dropDepth -= 1;
      return;
    }
    this.#inline.close(name);
    if (name === 'title') this.#writeTitle();
    if (/^h[1-6]$/.test(name) && !this.#table) {
      const text = this.#inline.take();
      if (anchor && oneLine(text) !== '') this.#writer.locate(anchor);
      this.#writer.heading(Number(name[1]), text);
    } else if (name === 'pre') {
      if (this.#table) this.#flush();
      else this.#writer.code(this.#inline.take(true), this.#pre?.language || language);
      this.#pre = null;
    } else if (isBlock) this.#flush(anchor);
    // Some highlighters make an element of each line.
    if (site && this.#pre && name === 'div') this.#inline.endLine();
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    else if (name === 'li') this.#item = false;
    else if (name === 'blockquote') this.#quotes -= 1;
    else if (name === 'table') this.#closeTable();
    else if (this.#table && this.#openTables.at(-1)) this.#table.close(name);
    if (this.#mainDepth > 0) this.#mainDepth -= 1;
  }

  onend(): void {
    this.#flush();
    while (this.#openTables.length > 0) this.#closeTable();
  }

  /** Writes what has been read since the last block's border. */
  #flush(anchor?: string): void {
    if (this.#pre && !this.#table) return;
    if (this.#options.site?.isInHeading) return;
    const text = this.#inline.take();
    if (this.#table) this.#table.text(text);
    if (this.#table || text.trim() === '') return;
    const list = this.#lists.at(-1);
    if (list) {
      const depth = this.#lists.length - 1;
      if (this.#item) {
        this.#writer.item(depth, text, list.mark === 'ol' ? `${list.next}.` : '-');
        list.next += 1;
      } else this.#writer.item(depth + 1, text);
      this.#item = false;
      return;
    }
    if (anchor) this.#writer.locate(anchor);
    this.#writer.paragraph(text, { prefix: '> '.repeat(Math.min(this.#quotes, 3)) });
  }

  #isDropped(name: string, attributes: Record<string, string>): boolean {
    return (
      dropped.has(name) ||
      'hidden' in attributes ||
      attributes['aria-hidden'] === 'true' ||
      droppedRoles.has(attributes.role ?? '') ||
      (this.#options.site?.isFurniture(name, attributes) ?? false)
    );
  }

  #writeTitle(): void {
    const title = oneLine(this.#title ?? '');
    this.#title = null;
    if (!this.#options.hasTopHeading && this.#writer.empty) this.#writer.heading(1, title);
  }

  #openTable(): void {
    const written = !this.#table && !this.#options.layoutTables.has(this.#tables);
    this.#tables += 1;
    this.#openTables.push(written);
    if (written) this.#table = new HtmlTable();
  }

  #closeTable(): void {
    if (!this.#openTables.pop() || !this.#table) return;
    const rows = this.#table.finish();
    this.#table = null;
    writeTable(this.#writer, rows);
  }
}

/** `language-x`, `lang-x` and `highlight-source-x` are what highlighters write. */
function languageOf(attributes: Record<string, string>): string {
  const name = (attributes.class ?? '').slice(0, 500);
  return /(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,30})/.exec(name)?.[1] ?? '';
}
