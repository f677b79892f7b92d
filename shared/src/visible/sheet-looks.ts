import type { Style } from './hidden-style.ts';
import { readStyle } from './hidden-style.ts';
import type { StyleSheet } from './style-sheet.ts';

/** Steps of comparing that a page may take; then its rules count as unknown. */
const maxSteps = 3_000_000;
const none: Style = readStyle('');

/** Follows the elements of a page and tells what its style sheet sets on the last one. */
export class SheetLooks {
  readonly #sheet: StyleSheet;
  /** The names, classes and ids of the open elements. */
  readonly #open: ReadonlySet<string>[] = [];
  #steps = 0;

  constructor(sheet: StyleSheet) {
    this.#sheet = sheet;
  }

  /** Whether a ground may have another colour than is told here. */
  get isPartial(): boolean {
    return this.#sheet.isPartial || this.#steps > maxSteps;
  }

  open(names: readonly string[]): Style {
    const { rules } = this.#sheet;
    this.#open.push(new Set(names));
    if (rules.length === 0 || this.#steps > maxSteps) return none;
    const matching = rules.filter(({ path }) => this.#matches(path));
    if (matching.length === 0) return none;
    matching.sort((a, b) => a.weight - b.weight);
    return new Map(matching.flatMap(({ style }) => groundLast([...style])));
  }

  close(): void {
    this.#open.pop();
  }

  #matches([own = [], ...around]: readonly (readonly string[])[]): boolean {
    this.#steps += 1;
    let at = this.#open.length - 1;
    if (!isAll(own, this.#open[at])) return false;
    return around.every((part) => {
      do {
        at -= 1;
        this.#steps += 1;
      } while (at >= 0 && !isAll(part, this.#open[at]));
      return at >= 0;
    });
  }
}

/** Of one element's grounds the last one said counts. */
function groundLast(style: [string, string][]): [string, string][] {
  return style.map(([name, value]) => [name === 'background-color' ? 'background' : name, value]);
}

function isAll(part: readonly string[], names: ReadonlySet<string> | undefined): boolean {
  return names !== undefined && part.every((name) => names.has(name));
}
