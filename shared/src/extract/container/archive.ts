import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import { type XmlHandler, XmlReader } from './read-xml.ts';

/** A ZIP archive whose parts are inflated one at a time, piece by piece, within the limits. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #maxElements: number;
  #inflated = 0;
  #elements = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, maxElements: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#maxElements = maxElements;
  }

  /** @param maxElements of the XML that is read from it */
  static async open(bytes: Uint8Array, maxElements: number = limits.xmlElements): Promise<Archive> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true });
    if (zip.entryCount > limits.archiveEntries) {
      throw new Unreadable('too_complex', `It holds over ${limits.archiveEntries} files.`);
    }
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) {
        throw new Unreadable('broken', `It holds two files of one name: ${entry.fileName}`);
      }
      entries.set(entry.fileName, entry);
    }
    return new Archive(zip, entries, maxElements);
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Reads one part as XML. @throws Unreadable as `broken` when there is none of that name */
  async readXml(name: string, handler: XmlHandler): Promise<void> {
    const reader = new XmlReader(handler, () => this.#countElement());
    for await (const piece of this.#inflate(name)) reader.write(piece);
    reader.end();
  }

  /** A part's bytes. @throws Unreadable as `broken` when there is none of that name */
  async readBytes(name: string): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#inflate(name)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async *#inflate(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Unreadable('broken', `It holds no ${name}.`);
    if (entry.isEncrypted()) throw new Unreadable('encrypted', 'Its files are encrypted.');
    this.#inflated += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.partBytes || this.#inflated > limits.archiveBytes) {
      throw new Unreadable('too_complex', `It inflates to over ${this.#inflated} bytes.`);
    }
    // yauzl ends with an error as soon as a part is longer than it says.
    yield* await this.#zip.openReadStreamPromise(entry);
  }

  #countElement(): void {
    this.#elements += 1;
    if (this.#elements > this.#maxElements) {
      throw new Unreadable('too_complex', `It has over ${this.#maxElements} XML elements.`);
    }
  }
}
