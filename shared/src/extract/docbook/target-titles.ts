import { oneLine } from '../markdown/markdown-writer.ts';

/** Elements that are looked through for the titles of what refers to them. */
const mostTargets = 50_000;
const titles = new Set(['title', 'refentrytitle', 'refname', 'term', 'glossterm']);

/** What stands where a document refers to a part of itself: the part's title, by its id. */
export class TargetTitles {
  readonly #titles = new Map<string, string>();
  /** The ids of the open elements; empty where there is none, or it has its title. */
  readonly #open: string[] = [];
  #title: { depth: number; text: string } | null = null;

  open(name: string, attributes: Record<string, string>): void {
    if (titles.has(name)) this.#title ??= { depth: this.#open.length, text: '' };
    const id = attributes['xml:id'] ?? attributes.id ?? '';
    this.#open.push(this.#titles.has(id) ? '' : id);
  }

  text(said: string): void {
    if (this.#title && this.#title.text.length < 300) this.#title.text += said;
  }

  close(): void {
    const own = this.#open.pop() ?? '';
    if (this.#title?.depth !== this.#open.length) return;
    const text = oneLine(this.#title.text).slice(0, 300);
    this.#title = null;
    this.#keep(own, text);
    // Of the element around it, or around its particulars.
    for (const back of [1, 2]) {
      const at = this.#open.length - back;
      const id = this.#open[at] ?? '';
      if (id === '') continue;
      this.#open[at] = '';
      this.#keep(id, text);
      return;
    }
  }

  get(id: string): string | undefined {
    return this.#titles.get(id);
  }

  #keep(id: string, text: string): void {
    if (id !== '' && text !== '' && this.#titles.size < mostTargets) this.#titles.set(id, text);
  }
}
