import { type Handler, Parser, type ParserOptions } from 'htmlparser2';

/**
 * A stack as htmlparser2 uses its own: the top has index 0. There each tag moves all that are open,
 * which for tags that are never closed is quadratic; here it costs the same however many are open.
 */
class Stack<Item> {
  readonly #items: Item[];
  /** Where each item stands, from the bottom. */
  readonly #places = new Map<Item, number[]>();

  constructor(items: readonly Item[] = []) {
    this.#items = [...items];
  }

  get 0(): Item | undefined {
    return this.#items.at(-1);
  }

  get length(): number {
    return this.#items.length;
  }

  unshift(item: Item): void {
    const places = this.#places.get(item);
    if (places) places.push(this.#items.length);
    else this.#places.set(item, [this.#items.length]);
    this.#items.push(item);
  }

  shift(): Item | undefined {
    const item = this.#items.pop();
    if (item !== undefined) this.#places.get(item)?.pop();
    return item;
  }

  indexOf(item: Item): number {
    const place = this.#places.get(item)?.at(-1);
    return place === undefined ? -1 : this.#items.length - 1 - place;
  }

  includes(item: Item): boolean {
    return this.indexOf(item) !== -1;
  }
}

/** htmlparser2's parser for texts whose tags nobody need have closed: its time is linear in them. */
export class DeepParser extends Parser {
  readonly #stack = new Stack<string>();
  readonly #close: Handler['onclosetag'] | undefined;

  constructor(handler: Partial<Handler>, options?: ParserOptions) {
    super(handler, options);
    this.#close = handler.onclosetag;
    const foreign = new Stack<number>();
    foreign.unshift(0);
    Object.assign(this, { stack: this.#stack, foreignContext: foreign });
  }

  /** What is open at the end closes there, the innermost first. */
  override onend(): void {
    this.endIndex = this.startIndex;
    for (let name = this.#stack.shift(); name !== undefined; name = this.#stack.shift())
      this.#close?.(name, true);
    super.onend();
  }
}
