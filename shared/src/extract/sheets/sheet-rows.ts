import type { XmlHandler } from '../container/read-xml.ts';
import { limits } from '../limits.ts';
import type { NumberFormat } from '../office/number-formats.ts';
import { columnOf } from './cell-name.ts';
import { type HiddenCells, markHidden } from './hidden-cells.ts';
import { formulaTarget, SheetCells, withTarget } from './sheet-cells.ts';
import { type CellText, SheetRuns } from './sheet-runs.ts';

/** A longer one is not looked at for its link. */
const longestFormula = 1_000;

/** What a cell's style, by its number, does with its value. */
export interface CellStyles {
  format: NumberFormat;
  isHidden(style: number): boolean;
  /** Whether the cell has the sheet's own ground, as far as that can be told. */
  isOnWhite(style: number): boolean;
}

/** The cells of one worksheet of Excel. What it says of its own size is not believed. */
export class SheetRows implements XmlHandler {
  readonly #strings: readonly CellText[];
  readonly #styles: CellStyles;
  readonly #targets: ReadonlyMap<string, string>;
  readonly #hidden: { isSheet: boolean; cells: HiddenCells };
  readonly cells = new SheetCells();
  #rowNumber = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  readonly #value = new SheetRuns();
  #inValue = false;
  #inFormula = false;
  #formula = '';
  #isRowHidden = false;
  readonly #hiddenColumns: { first: number; last: number }[] = [];

  /**
   * @param targets of the sheet's links, by their ids
   * @param hidden whether the sheet is, and what becomes of hidden cells
   */
  constructor(
    strings: readonly CellText[],
    styles: CellStyles,
    targets: ReadonlyMap<string, string>,
    hidden: { isSheet: boolean; cells: HiddenCells },
  ) {
    this.#strings = strings;
    this.#styles = styles;
    this.#targets = targets;
    this.#hidden = hidden;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#rowNumber = Number.parseInt(attributes.r ?? '', 10) || this.#rowNumber + 1;
      this.#column = -1;
      this.#isRowHidden = isTrue(attributes.hidden);
    } else if (name === 'col' && isTrue(attributes.hidden)) {
      const [first, last] = [Number(attributes.min) - 1, Number(attributes.max) - 1];
      if (this.#hiddenColumns.length < limits.tableColumns)
        this.#hiddenColumns.push({ first, last });
    } else if (name === 'hyperlink') {
      // Links stand after the cells in the file.
      const first = (attributes.ref ?? '').split(':')[0] ?? '';
      const target = this.#targets.get(attributes['r:id'] ?? '') ?? '';
      this.cells.addTarget(Number(/\d+$/.exec(first)?.[0]), columnOf(first), target);
    } else if (name === 'mergeCell') {
      this.cells.merges.addReference(attributes.ref ?? '');
    } else if (name === 'c') {
      this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#style = Number.parseInt(attributes.s ?? '0', 10) || 0;
      this.#value.take();
      this.#formula = '';
    } else if (name === 'f') this.#inFormula = true;
    else if (name === 'v' || name === 't') this.#inValue = true;
    else this.#value.open(name, attributes);
  }

  text(text: string): void {
    if (this.#inValue) this.#value.add(text);
    else if (this.#inFormula && this.#formula.length < longestFormula) this.#formula += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'f') this.#inFormula = false;
    else if (name === 'c') this.#closeCell();
  }

  #closeCell(): void {
    const isHidden = this.#hidden.isSheet || this.#isRowHidden || this.#isHidden(this.#column);
    if (isHidden && this.#hidden.cells === 'omit') return;
    if (this.#styles.isHidden(this.#style)) return;
    const text = withTarget(this.#cellText(), formulaTarget(this.#formula));
    this.cells.add(this.#rowNumber, this.#column, isHidden ? markHidden(text) : text);
  }

  #isHidden(column: number): boolean {
    return this.#hiddenColumns.some(({ first, last }) => column >= first && column <= last);
  }

  #cellText(): string {
    const text = this.#value.take();
    const value = text.all;
    const seenOf = this.#styles.isOnWhite(this.#style) ? 'onWhite' : 'all';
    if (value === '') return '';
    if (this.#type === 's') return this.#strings[Number(value)]?.[seenOf] ?? '';
    if (this.#type === 'inlineStr') return text[seenOf];
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return this.#type === 'n' ? this.#styles.format(value, this.#style) : value;
  }
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}
