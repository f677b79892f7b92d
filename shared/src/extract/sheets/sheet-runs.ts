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
    const all = unescaped(this.#all.join(''));
    const onWhite = this.#hasWhite ? unescaped(this.#onWhite.join('')) : all;
    const taken = { all, onWhite };
    this.#all = [];
    this.#onWhite = [];
    this.#isWhite = false;
    this.#hasWhite = false;
    return taken;
  }
}

/** Signs that XML does not take stand by their number, `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    if (code === 0x0d) return '\n';
    return code < 0x20 && code !== 0x09 && code !== 0x0a ? '' : String.fromCharCode(code);
  });
}
