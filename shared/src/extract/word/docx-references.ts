import { posix } from 'node:path';

const notes = new Set(['footnote', 'endnote', 'comment']);
const noteReferences = new Set(['footnoteReference', 'endnoteReference', 'commentReference']);

/**
 * What the parts of a Word document refer to, so that a reference to nothing, as programs that take
 * parts out of documents leave it, can be left out: mammoth ends at one. Parts are read in
 * mammoth's order, relationships before their part and notes before the text.
 */
export class DocxReferences {
  readonly #byPart = new Map<string, Set<string>>();
  readonly #notes = new Set<string>();

  /** Keeps what the element of a part defines. */
  define(part: string, element: string, attributes: Readonly<Record<string, string>>): void {
    if (element === 'Relationship') {
      const ids = this.#byPart.get(part) ?? new Set();
      this.#byPart.set(part, ids.add(attributes.Id ?? ''));
    } else if (notes.has(element)) this.#notes.add(`${element} ${attributes['w:id']}`);
  }

  /** Whether the element refers to a note or comment that there is not. */
  isLost(element: string, attributes: Readonly<Record<string, string>>): boolean {
    const note = element.replace('Reference', '');
    return noteReferences.has(element) && !this.#notes.has(`${note} ${attributes['w:id']}`);
  }

  /** Whether the attribute names a relationship that the part does not have. */
  isLostTarget(part: string, key: string, value: string): boolean {
    if (!/^(?!w:)[^:]+:(?:id|embed|link)$/.test(key)) return false;
    const { dir, base } = posix.parse(part);
    const ids = this.#byPart.get(posix.join(dir, '_rels', `${base}.rels`));
    return ids?.has(value) !== true;
  }
}
