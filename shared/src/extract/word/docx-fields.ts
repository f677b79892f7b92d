/** Follows the fields of a Word part: which text is a field's code, and what a list of choices shows. */
export class DocxFields {
  /** For every field that is open, whether its code goes on; its result follows. */
  readonly #open: { inCode: boolean }[] = [];
  #choices: string[] | null = null;
  #chosen = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const value = attributes['w:val'] ?? '';
    if (name === 'fldChar') this.#step(attributes['w:fldCharType'] ?? '');
    else if (name === 'ddList') {
      this.#choices = [];
      this.#chosen = 0;
    } else if (name === 'listEntry') this.#choices?.push(value);
    else if (name === 'result' && this.#choices) this.#chosen = Number(value) || 0;
  }

  /** @returns what the form field that ends here shows, if it is a list of choices */
  close(name: string): string {
    // No code is longer than its paragraph; a field may lack its end.
    if (name === 'p') for (const field of this.#open) field.inCode = false;
    if (name !== 'fldChar' || !this.#choices) return '';
    const chosen = this.#choices[this.#chosen] ?? '';
    this.#choices = null;
    return chosen;
  }

  /** Whether text here is part of a field's code, as the result of a field inside it is. */
  get inCode(): boolean {
    return this.#open.some(({ inCode }) => inCode);
  }

  #step(type: string): void {
    if (type === 'begin') this.#open.push({ inCode: true });
    else if (type === 'end') this.#open.pop();
    else if (type === 'separate') {
      const field = this.#open.at(-1);
      if (field) field.inCode = false;
    }
  }
}
