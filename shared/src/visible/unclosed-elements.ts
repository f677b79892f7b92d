import type { Handler } from 'htmlparser2';
import { DeepParser } from './deep-parser.ts';
import type { MarkdownBlock, MarkdownRegions } from './markdown-regions.ts';
import { RangeCursor } from './range-cursor.ts';

const words = (list: string) => new Set(list.split(' '));
/** A browser opens these again in every block after the one that left them open. */
const formatting = words('a b big code em font i nobr s small strike strong tt u');
/** Elements that end the paragraph they begin in, so that its end is not theirs. */
const endParagraphs =
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption ' +
  'figure footer form h1 h2 h3 h4 h5 h6 header hgroup li listing main menu nav ol pre search ' +
  'section summary table ul';
const endsParagraph = words(endParagraphs);
const paragraphEnd = new RegExp(`<(?:${endParagraphs.replaceAll(' ', '|')})[\\s/>]`, 'gi');

/** How an element ends without a closing tag of its own. */
export type Unclosed = 'by an outer tag' | 'never';

/** By the offset of their opening tags, the elements that no closing tag of their own ends. */
export function unclosedElements(html: string): ReadonlyMap<number, Unclosed> {
  const unclosed = new Map<number, Unclosed>();
  const open: { start: number; end: number }[] = [];
  let isEnd = false;
  const handler: Partial<Handler> = {
    onopentag: () => open.push({ start: parser.startIndex, end: parser.endIndex }),
    onclosetag(name, isImplied) {
      const element = open.pop();
      if (!element || !isImplied) return;
      // An element that has no content ends where it begins.
      if (isEnd || formatting.has(name)) unclosed.set(element.start, 'never');
      else if (element.end !== parser.endIndex) unclosed.set(element.start, 'by an outer tag');
    },
  };
  const parser = new DeepParser(handler, { decodeEntities: false });
  parser.write(html);
  isEnd = true;
  parser.end();
  return unclosed;
}

/** Where a browser ends elements that are never closed, in a page made of a Markdown document. */
export class ElementEnds {
  readonly #text: string;
  readonly #blocks: RangeCursor<MarkdownBlock>;
  readonly #containers: RangeCursor<{ range: readonly [number, number] }>;
  /** The tag that was found last of those that end a paragraph. */
  #paragraphEnd = -1;

  constructor(text: string, { blocks, containers }: MarkdownRegions) {
    this.#text = text;
    this.#blocks = new RangeCursor(joined(blocks));
    this.#containers = new RangeCursor(containers.map((range) => ({ range })));
  }

  /** @param place of the opening tag; asked for in order */
  endOf(name: string, place: number): number {
    const block = this.#blocks.at(place);
    const container = this.#containers.at(place)?.range[1] ?? this.#text.length;
    if (block?.kind === 'row') return this.#cellEnd(place, block.range[1]);
    if (formatting.has(name)) return this.#text.length;
    const isOver =
      block?.kind === 'heading' ||
      (block?.kind === 'paragraph' && !endsParagraph.has(name) && !this.#isEnded(block, place)) ||
      (block?.kind === 'html' && name === 'p');
    return isOver ? Math.min(block.range[1], container) : container;
  }

  /** Whether a tag before that place ends the paragraph. */
  #isEnded(block: MarkdownBlock, place: number): boolean {
    if (this.#paragraphEnd < block.range[0]) {
      paragraphEnd.lastIndex = block.range[0];
      this.#paragraphEnd = paragraphEnd.exec(this.#text)?.index ?? Number.POSITIVE_INFINITY;
    }
    return this.#paragraphEnd < place;
  }

  /** Whether the tag has a line of its own, as nobody writes who only names an element. */
  isAlone(place: number, tag: string): boolean {
    const end = place + tag.length;
    return (
      /(?:^|\n)[\s>*+-]{0,20}$/.test(this.#text.slice(Math.max(0, place - 20), place)) &&
      /^[^\S\n]*(?:\n|$)/.test(this.#text.slice(end, end + 20))
    );
  }

  #cellEnd(place: number, rowEnd: number): number {
    const bar = /(?<!\\)\|/g;
    bar.lastIndex = place;
    return Math.min(bar.exec(this.#text)?.index ?? rowEnd, rowEnd);
  }
}

/** With one block for HTML that follows HTML: nothing between them ends what is open. */
function joined(blocks: readonly MarkdownBlock[]): MarkdownBlock[] {
  const all: MarkdownBlock[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (block.kind !== 'html' || last?.kind !== 'html') all.push(block);
    else all.splice(-1, 1, { ...last, range: [last.range[0], block.range[1]] });
  }
  return all;
}
