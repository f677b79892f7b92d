import { oneLine } from '../markdown/markdown-writer.ts';

/** A reference page's name, section and purpose: `lamp(1) – light the great lamp`. */
export class RefEntry {
  readonly depth: number;
  #title = '';
  #section = '';
  readonly #names: string[] = [];
  #purpose = '';
  #said = '';
  isWritten = false;

  /** @param depth of the sections around it */
  constructor(depth: number) {
    this.depth = depth;
  }

  open(): void {
    this.#said = '';
  }

  text(said: string): void {
    this.#said += said;
  }

  close(name: string): void {
    const said = oneLine(this.#said);
    if (name === 'refentrytitle') this.#title = said;
    else if (name === 'manvolnum') this.#section = said;
    else if (name === 'refname' || name === 'refdescriptor') this.#names.push(said);
    else if (name === 'refpurpose') this.#purpose = said;
    // Elements inside these are part of them.
    else return;
    this.#said = '';
  }

  get heading(): string {
    const title = this.#title || this.#names.join(', ');
    const page = this.#section === '' ? title : `${title}(${this.#section})`;
    return [page, this.#purpose].filter((part) => part !== '').join(' – ');
  }

  /** Its names, where the title is not the only one. */
  get names(): string {
    const others = this.#names.some((name) => name !== this.#title);
    return this.#title !== '' && others ? this.#names.join(', ') : '';
  }
}
