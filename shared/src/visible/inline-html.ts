import type { Range } from './markdown-regions.ts';

const name = '[A-Za-z][A-Za-z0-9-]*';
const attribute =
  '\\s+[A-Za-z_:][\\w:.-]*(?:\\s*=\\s*(?:[^"\'=<>`\\s]+|\'[^\']*\'|"[^"]*"|\\{[^<>]{0,300}?\\}))?';
/** A tag by CommonMark's rules (https://spec.commonmark.org/0.31.2/#raw-html), or by JSX's. */
const tag = new RegExp(`<(?:(${name})(?:${attribute})*\\s*/?|/${name}\\s*)>`, 'y');
const linkTitle =
  /\]\(\s*(?:<[^<>\n]{0,2000}>|[^\s<>]{0,2000})\s+("[^"]{0,2000}"|'[^']{0,2000}'|\([^()]{0,2000}\))\s*\)/y;
/** Their content is read as plain text down to the closing tag, which prose may not have. */
const rawText = new Set(
  'script style textarea title xmp iframe noembed noframes noscript template plaintext'.split(' '),
);

export interface InlineHtml {
  /** What is no HTML although it may look so: code, escaped signs, signs that begin no tag. */
  plain: Range[];
  /** The titles of links and images, which show only under the mouse. */
  titles: Range[];
}

/** Tells apart, in the text of a block, what Markdown takes for HTML and what it shows. */
export class InlineReader {
  /** Tags that have been read and whose content is plain text. */
  readonly rawTags: { at: number; name: string }[] = [];
  readonly #text: string;
  readonly #lastClosing = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  read([start, end]: Range): InlineHtml {
    const found: InlineHtml = { plain: [], titles: [] };
    const text = this.#text.slice(start, end);
    const closings = backtickRuns(text);
    const signs = /\\[^\n]|`+|<|\]\(/g;
    for (let sign = signs.exec(text); sign; sign = signs.exec(text)) {
      const { 0: match, index } = sign;
      const at = start + index;
      let next = index + match.length;
      if (match.startsWith('\\')) found.plain.push([at, at + 2]);
      else if (match.startsWith('`')) {
        const closing = closings.get(match.length)?.find((run) => run > index);
        if (closing !== undefined) {
          next = closing + match.length;
          found.plain.push([at, start + next]);
        }
      } else if (match === '<') {
        const length = this.#htmlLength(at, end);
        if (length === 0) found.plain.push([at, at + 1]);
        else next = index + length;
      } else {
        linkTitle.lastIndex = index;
        const [whole, title] = linkTitle.exec(text) ?? [];
        if (whole !== undefined && title !== undefined) {
          const titleAt = at + whole.lastIndexOf(title);
          found.titles.push([titleAt, titleAt + title.length]);
        }
      }
      signs.lastIndex = next;
    }
    return found;
  }

  /** Of the tag, comment or declaration that begins there; 0 if it is none. */
  #htmlLength(at: number, end: number): number {
    if (this.#text.startsWith('<!--', at)) {
      const close = this.#has('-->', at) ? this.#text.indexOf('-->', at + 2) : -1;
      if (close >= 0 && close < end) return Math.min(close + 3, end) - at;
      // Where it begins a line it is a block of HTML to the end of the document, for all but MDX.
      return /(?:^|\n) {0,3}$/.test(this.#text.slice(Math.max(0, at - 4), at)) ? end - at : 0;
    }
    const [, , mark] = /^<(!|\?)(\[CDATA\[|[A-Za-z])/.exec(this.#text.slice(at, at + 9)) ?? [];
    if (mark !== undefined) {
      const closing = this.#text[at + 1] === '?' ? '?>' : mark.length > 1 ? ']]>' : '>';
      const close = this.#has(closing, at) ? this.#text.indexOf(closing, at) : -1;
      return close < 0 || close >= end ? 0 : close + closing.length - at;
    }
    tag.lastIndex = at;
    const [whole, opened] = tag.exec(this.#text) ?? [];
    if (whole === undefined) return 0;
    const name = opened?.toLowerCase() ?? '';
    if (rawText.has(name)) this.rawTags.push({ at, name });
    return whole.length;
  }

  /** Whether it occurs after that place. */
  #has(closing: string, at: number): boolean {
    let last = this.#lastClosing.get(closing);
    if (last === undefined) {
      last = this.#text.lastIndexOf(closing);
      this.#lastClosing.set(closing, last);
    }
    return last > at;
  }
}

/** Where runs of backticks begin, by their length. */
function backtickRuns(text: string): Map<number, BacktickRuns> {
  const runs = new Map<number, BacktickRuns>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length) ?? new BacktickRuns();
    same.add(index);
    runs.set(run.length, same);
  }
  return runs;
}

/** Places in order, asked for in order. */
class BacktickRuns {
  readonly #places: number[] = [];
  #next = 0;

  add(place: number): void {
    this.#places.push(place);
  }

  find(isAfter: (place: number) => boolean): number | undefined {
    while (this.#next < this.#places.length && !isAfter(this.#places[this.#next] ?? 0)) {
      this.#next += 1;
    }
    return this.#places[this.#next];
  }
}
