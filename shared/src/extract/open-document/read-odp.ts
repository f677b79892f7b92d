import type { XmlHandler } from '../container/read-xml.ts';
import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { Unreadable } from '../unreadable.ts';
import { OdfLook } from './odf-look.ts';
import { OdfStyles } from './odf-styles.ts';
import { OdtBlocks } from './odt-blocks.ts';
import { readOpenDocument } from './open-document.ts';

/** An OpenDocument presentation slide by slide, each with its notes. */
export async function readOdp(bytes: Uint8Array): Promise<DocumentText> {
  const styles = new OdfStyles();
  const slides = new OdpSlides(styles);
  await readOpenDocument(bytes, slides, styles);
  if (!slides.found) throw new Unreadable('no_text', 'No slide holds text.');
  const { writer } = slides;
  return { text: writer.finish(), locations: { kind: 'slide', starts: writer.starts } };
}

/** Writers of one slide's parts; a part is read as a text is. */
class Part {
  readonly writer = new MarkdownWriter();
  readonly blocks: OdtBlocks;

  constructor(styles: OdfStyles) {
    this.blocks = new OdtBlocks(this.writer, new OdfLook(styles, 'unknown'));
  }

  get text(): string {
    return this.writer.empty ? '' : this.writer.finish();
  }
}

type PartName = 'title' | 'body' | 'notes' | 'repeated';

/** What stands on every slide: its frames have these classes. */
const repeated = new Set(['date-time', 'footer', 'header', 'page-number']);

class OdpSlides implements XmlHandler {
  readonly writer = new MarkdownWriter();
  readonly #styles: OdfStyles;
  found = false;
  #slides = 0;
  #slide: Record<PartName, Part> | null = null;
  /** For every element that is open in the slide, the part it belongs to. */
  readonly #parts: PartName[] = [];

  constructor(styles: OdfStyles) {
    this.#styles = styles;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#slide === null) {
      if (name !== 'page') return;
      this.#slides += 1;
      const part = () => new Part(this.#styles);
      this.#slide = { title: part(), body: part(), notes: part(), repeated: part() };
    }
    const above = this.#parts.at(-1) ?? 'body';
    const kind = attributes['presentation:class'] ?? '';
    let part = above;
    if (name === 'notes') part = 'notes';
    else if (repeated.has(kind)) part = 'repeated';
    else if (kind === 'title' && above === 'body') part = 'title';
    this.#parts.push(part);
    this.#slide[part].blocks.open(name, attributes);
  }

  text(text: string): void {
    this.#slide?.[this.#parts.at(-1) ?? 'body'].blocks.text(text);
  }

  close(name: string): void {
    const part = this.#parts.pop();
    if (part === undefined) return;
    this.#slide?.[part].blocks.close(name);
    if (this.#parts.length === 0) this.#closeSlide();
  }

  #closeSlide(): void {
    if (!this.#slide) return;
    const { title, body, notes } = this.#slide;
    const heading = oneLine(title.text);
    if (this.writer.empty) this.writer.heading(1, heading);
    this.writer.locate(this.#slides);
    const number = `Slide ${this.#slides}`;
    this.writer.heading(2, heading === '' ? number : `${number}: ${heading}`);
    this.writer.markdown(body.text);
    const said = oneLine(notes.text);
    if (said !== '') this.writer.paragraph(`Notes: ${said}`);
    this.found ||= heading !== '' || body.text !== '' || said !== '';
    this.#slide = null;
  }
}
