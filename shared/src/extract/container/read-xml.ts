import { Parser } from 'htmlparser2';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

/** Called as the elements come; names without their namespace's prefix and with it, attributes with it. */
export interface XmlHandler {
  open?(name: string, attributes: Record<string, string>, qualifiedName: string): void;
  close?(name: string, qualifiedName: string): void;
  text?(text: string): void;
}

/**
 * Reads XML in pieces and holds none of it. A document type is refused: entities of its own are
 * how a small file grows without end.
 */
export class XmlReader {
  readonly #parser: Parser;
  readonly #decoder = new TextDecoder('utf-8');
  #depth = 0;
  #ended = false;

  /** @param countElement is called at each element first, and may throw to end the reading */
  constructor(handler: XmlHandler, countElement: () => void) {
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => {
          countElement();
          this.#depth += 1;
          if (this.#depth > limits.nestedElements) {
            const detail = `Over ${limits.nestedElements} elements are nested.`;
            throw new Unreadable('too_complex', detail);
          }
          handler.open?.(localName(name), attributes, name);
        },
        onclosetag: (name, isImplied) => {
          if (isImplied && this.#ended) throw new Unreadable('broken', 'Its XML ends too early.');
          this.#depth -= 1;
          handler.close?.(localName(name), name);
        },
        ontext: (text) => handler.text?.(text),
        onprocessinginstruction: (name) => {
          if (name.startsWith('!')) {
            throw new Unreadable('too_complex', 'Its XML declares a document type.');
          }
        },
      },
      { xmlMode: true },
    );
  }

  write(bytes: Uint8Array): void {
    this.#parser.write(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.#ended = true;
    this.#parser.end(this.#decoder.decode());
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
