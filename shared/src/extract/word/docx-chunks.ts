import type { Archive } from '../container/archive.ts';
import { oneLine } from '../markdown/markdown-writer.ts';
import { readRelationships } from '../office/relationships.ts';
import { Unreadable } from '../unreadable.ts';

/** Reads a file of another format that a document is put together from. */
export type ReadChunk = (name: string, bytes: Uint8Array) => Promise<string>;

/** Of signs that no font has: a text that holds it only moves its own file. */
const mark = '\u{F8A1}\u{F8A2}chunk ';

/**
 * What programs wrote into a document whole, for Word to turn into paragraphs (altChunk): a mark
 * stands for each, until the document's text is known.
 */
export class DocxChunks {
  readonly #ids: string[] = [];

  /** @param id of the relationship that names the file */
  markOf(id: string): string {
    this.#ids.push(id);
    return `${mark}${this.#ids.length - 1}.`;
  }

  /**
   * Puts the files in their places, each in its first place only.
   * @param readChunk without it they are left out
   */
  async putInto(
    text: string,
    archive: Archive,
    main: string,
    readChunk: ReadChunk | undefined,
  ): Promise<string> {
    if (this.#ids.length === 0) return text;
    const targets = new Map<string, string>();
    for (const { id, type, target } of await readRelationships(archive, main)) {
      if (type === 'aFChunk' && archive.has(target)) targets.set(id, target);
    }
    const chunkOf = async (index: number) => {
      const id = this.#ids[index] ?? '';
      const target = targets.get(id);
      if (!readChunk || target === undefined) return '';
      for (const [other, name] of targets) if (name === target) targets.delete(other);
      return readChunk(target, await archive.readBytes(target));
    };
    const [first = '', ...parts] = text.split(mark);
    const written = [first];
    for (const part of parts) {
      const end = part.indexOf('.');
      const chunk = (await chunkOf(Number(part.slice(0, end)))).trim();
      const after = part.slice(end + 1);
      const isAlone = /(?:^|\n)$/.test(written.at(-1) ?? '') && /^(?:\n|$)/.test(after);
      written.push(isAlone ? chunk : oneLine(chunk).replaceAll('|', '\\|'), after);
    }
    const whole = written
      .join('')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    if (whole === '') throw new Unreadable('no_text', 'The document holds no text.');
    return `${whole}\n`;
  }
}
