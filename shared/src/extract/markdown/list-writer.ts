import type { MarkdownWriter } from './markdown-writer.ts';

export type ListKind = 'bullets' | 'numbers' | 'terms';

/** The lists that are open: each block in them is an item, or goes on in one. */
export class ListWriter {
  readonly #writer: MarkdownWriter;
  readonly #open: { kind: ListKind; depth: number; next: number; begins: boolean }[] = [];
  /** The terms whose item has not begun. */
  #terms: { text: string; at: number }[] = [];

  constructor(writer: MarkdownWriter) {
    this.#writer = writer;
  }

  get areOpen(): boolean {
    return this.#open.length > 0;
  }

  open(kind: ListKind): void {
    this.#writeTerms();
    const around = this.#open.at(-1);
    // What a term is about is an item below it.
    const within = around === undefined ? 0 : around.depth + (around.kind === 'terms' ? 2 : 1);
    this.#open.push({ kind, depth: within, next: 1, begins: false });
  }

  close(): void {
    this.#writeTerms();
    this.#open.pop();
  }

  item(): void {
    const list = this.#open.at(-1);
    if (list) list.begins = list.kind !== 'terms';
  }

  /** A short name stands beside the long one: `--quiet`, `-q`. */
  term(text: string, at: number): void {
    const last = this.#terms.at(-1);
    const isAlias = last !== undefined && (isShort(text) || isShort(last.text));
    if (isAlias) last.text += `, ${text}`;
    else this.#terms.push({ text, at });
  }

  write(text: string, at: number): void {
    const list = this.#open.at(-1);
    if (list === undefined) return;
    const about = this.#terms.pop();
    this.#writeTerms();
    if (about !== undefined) {
      // Wherever the list is cut, a term and what it means stay together.
      const colon = /[?!.:…]$/.test(about.text) ? '' : ':';
      this.#writer.item(list.depth, `${about.text}${colon} ${text}`, '-', about.at);
      return;
    }
    if (!list.begins) {
      this.#writer.item(list.depth + 1, text, '-', at);
      return;
    }
    this.#writer.item(list.depth, text, list.kind === 'numbers' ? `${list.next}.` : '-', at);
    list.next += 1;
    list.begins = false;
  }

  /** What is written next is no item: the terms before it are. */
  flush(): void {
    this.#writeTerms();
  }

  #writeTerms(): void {
    const depth = this.#open.at(-1)?.depth ?? 0;
    for (const { text, at } of this.#terms) this.#writer.item(depth, text, '-', at);
    this.#terms = [];
  }
}

function isShort(term: string): boolean {
  return term.replace(/[^\p{L}\p{N}]/gu, '').length < 3;
}
