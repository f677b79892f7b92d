import { HtmlInline } from '../html/html-inline.ts';

/** The words of the block that is being read, and of what stands aside of them: notes, pictures' texts. */
export class DocBookWords {
  readonly #inlines: HtmlInline[] = [new HtmlInline()];
  #names = 0;
  #isCode = false;
  /** Where the open link leads, until it has words. */
  #unsaid = '';

  /** Whether what is read stands in brackets inside the block, and is no block of its own. */
  get isAside(): boolean {
    return this.#inlines.length > 1;
  }

  text(said: string): void {
    if (this.#unsaid !== '' && said.trim() !== '') this.#unsaid = '';
    this.#inline.text(said);
  }

  openCode(): void {
    this.#isCode = true;
    this.#inline.open('pre', {}, true);
  }

  closeCode(): void {
    this.#isCode = false;
    this.#inline.close('pre');
  }

  openName(): void {
    if (this.#names === 0) this.#inline.open('code', {}, this.#isCode);
    this.#names += 1;
  }

  closeName(): void {
    this.#names -= 1;
    if (this.#names === 0 && !this.#isCode) this.#inline.close('code');
  }

  openLink(href: string): void {
    this.#unsaid = href;
    if (!this.#isCode) this.#inline.open('a', { href }, false);
  }

  /** A link without words is said by where it leads. */
  closeLink(): void {
    if (this.#unsaid !== '') this.text(this.#unsaid);
    if (!this.#isCode) this.#inline.close('a');
  }

  openAside(): void {
    this.#inlines.push(new HtmlInline());
  }

  closeAside(before: string, after: string): void {
    const said = this.#inlines.length > 1 ? (this.#inlines.pop()?.take() ?? '') : '';
    const text = said.replace(/\s+/g, ' ').trim();
    if (text !== '') this.text(`${before}${text}${after}`);
  }

  /** @param raw keeps spaces and lines */
  take(raw = false): string {
    return this.#inline.take(raw);
  }

  get #inline(): HtmlInline {
    const inline = this.#inlines.at(-1);
    if (inline === undefined) throw new Error('The words of the block are always there.');
    return inline;
  }
}
