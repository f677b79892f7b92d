import type { Handler } from 'htmlparser2';
import { readStyleSheet, type StyleSheet } from '../../visible/style-sheet.ts';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

/** An element by its name and attributes. */
export type ElementTest = (name: string, attributes: Record<string, string>) => boolean;

const arranged = new Set('table h1 h2 h3 h4 h5 h6 section article form'.split(' '));

/** What must be known of a page before its first block is written. */
export class HtmlSurvey implements Partial<Handler> {
  hasMain = false;
  hasTopHeading = false;
  /** Tables, by their order, that only arrange other blocks. */
  readonly layoutTables = new Set<number>();
  readonly #openTables: number[] = [];
  readonly #css: string[] = [];
  #tables = 0;
  #depth = 0;
  #inStyle = false;
  /** Sheets that stand in files of their own. */
  #hasOtherSheets = false;

  /** What its style sheets say of what is seen; known at the end. */
  get styleSheet(): StyleSheet {
    const sheet = readStyleSheet(this.#css.join(''));
    return { ...sheet, isPartial: sheet.isPartial || this.#hasOtherSheets };
  }

  /** @throws Unreadable as `too_complex` */
  onopentag(name: string, attributes: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > limits.nestedElements) {
      throw new Unreadable('too_complex', `Over ${limits.nestedElements} elements are nested.`);
    }
    this.hasMain ||= isMainElement(name, attributes);
    this.hasTopHeading ||= name === 'h1';
    this.#inStyle = name === 'style';
    this.#hasOtherSheets ||= name === 'link' && /stylesheet/i.test(attributes.rel ?? '');
    const table = this.#openTables.at(-1);
    if (table !== undefined && arranged.has(name)) this.layoutTables.add(table);
    if (name === 'table') {
      this.#openTables.push(this.#tables);
      if (attributes.role === 'presentation') this.layoutTables.add(this.#tables);
      this.#tables += 1;
    }
  }

  /** The table that has just begun only arranges other blocks. */
  protected isLayout(): void {
    this.layoutTables.add(this.#tables - 1);
  }

  ontext(text: string): void {
    if (this.#inStyle) this.#css.push(text);
  }

  onclosetag(name: string): void {
    this.#depth -= 1;
    this.#inStyle = false;
    if (name === 'table') this.#openTables.pop();
  }
}

export function isMainElement(name: string, attributes: Record<string, string>): boolean {
  return name === 'main' || attributes.role === 'main';
}
