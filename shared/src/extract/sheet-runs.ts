import { isWhiteOfSheet } from './sheet-looks.ts';

/** A cell's text, and what is seen of it on the sheet's own ground, which is white. */
export interface CellText {
  all: string;
  onWhite: string;
}

/** Collects the runs of one text (ECMA-376 part 1, 18.4.4), each in a colour of its own. */
export class SheetRuns {
  #all: string[] = [];
  #onWhite: string[] = [];
  #isWhite = false;
  #hasWhite = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'r') this.#isWhite = false;
    else if (name === 'color') this.#isWhite = isWhiteOfSheet(attributes);
  }

  add(text: string): void {
    this.#all.push(text);
    if (this.#isWhite) this.#hasWhite = true;
    else this.#onWhite.push(text);
  }

  /** What was collected since the last time. */
  take(): CellText {
    const all = this.#all.join('');
    const taken = { all, onWhite: this.#hasWhite ? this.#onWhite.join('') : all };
    this.#all = [];
    this.#onWhite = [];
    this.#isWhite = false;
    this.#hasWhite = false;
    return taken;
  }
}
