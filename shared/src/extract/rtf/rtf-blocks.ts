import { limits } from '../limits.ts';
import { type MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { Unreadable } from '../unreadable.ts';
import { charsetOfCodePage, charsetOfFont, decodeRtf } from './rtf-charset.ts';
import { RtfParagraphs } from './rtf-paragraphs.ts';
import type { RtfToken } from './rtf-tokens.ts';
import { breaks, characters, type Destination, destinationOf } from './rtf-words.ts';

/** What holds inside a group, until it ends. */
interface Group {
  destination: Destination;
  /** Characters that follow each `\u` for who does not know it. */
  fallbackChars: number;
  font: number;
  isHidden: boolean;
  /** Of the paragraph. */
  style: number;
  outline: number | null;
  listLevel: number;
  inTable: boolean;
  /** The code of the field it is in, with the start of its result. */
  field: { code: string; at: number } | null;
}

/** Turns RTF's tokens, as they come, into blocks of Markdown. [MS-RTF], RTF 1.9.1 */
export class RtfBlocks {
  readonly #paragraphs: RtfParagraphs;
  readonly #groups: Group[] = [];
  #group: Group = {
    destination: 'inherit',
    fallbackChars: 1,
    font: -1,
    isHidden: false,
    style: 0,
    outline: null,
    listLevel: 0,
    inTable: false,
    field: null,
  };
  #charset = 'windows-1252';
  #defaultFont = -1;
  readonly #fontCharsets = new Map<number, string>();
  readonly #styleLevels = new Map<number, number>();
  /** Bytes that wait for those of the same character. */
  #bytes: number[] = [];
  /** Characters to pass over after a `\u`. */
  #toSkip = 0;
  /** Whether the group has just begun, and whether `\*` stands there. */
  #opening: 'yes' | 'optional' | 'no' = 'no';
  /** The text of what is no paragraph: a style's name, an author. */
  #name = '';
  #author = '';

  constructor(writer: MarkdownWriter) {
    this.#paragraphs = new RtfParagraphs(writer);
  }

  token({ kind, word, number, bytes }: RtfToken): void {
    if (kind === 'text') this.#takeBytes(bytes);
    else if (kind === 'control' && word === "'") this.#takeBytes(bytes);
    else {
      this.#flushBytes();
      if (kind === 'open') this.#open();
      else if (kind === 'close') this.#close();
      else this.#control(word, number);
    }
  }

  finish(): void {
    this.#flushBytes();
    this.#endParagraph();
    this.#paragraphs.finish();
  }

  #open(): void {
    this.#groups.push(this.#group);
    if (this.#groups.length > limits.nestedElements) {
      throw new Unreadable('too_complex', `Over ${limits.nestedElements} groups are nested.`);
    }
    this.#group = { ...this.#group };
    this.#opening = 'yes';
    this.#toSkip = 0;
  }

  #close(): void {
    const ended = this.#group;
    const outer = this.#groups.pop();
    if (!outer) return;
    this.#group = outer;
    this.#toSkip = 0;
    this.#opening = 'no';
    const { destination, field } = ended;
    if (destination === 'styles') this.#nameStyle(ended);
    if (destination === outer.destination) return;
    if (destination === 'author') this.#author = oneLine(this.#name);
    else if (destination === 'mark') this.#paragraphs.mark(this.#name);
    else if (destination === 'note') this.#paragraphs.add(']');
    else if (destination === 'result' && field) this.#paragraphs.closeField(field);
    else if (isBeside(destination)) this.#paragraphs.endBeside();
    this.#name = '';
  }

  #enter(destination: Destination): void {
    const group = this.#group;
    if (destination === 'inherit' || group.destination === 'none') return;
    group.destination = destination;
    this.#name = '';
    if (destination === 'note') this.#paragraphs.add(' [');
    else if (destination === 'result') {
      if (group.field) group.field.at = this.#paragraphs.length;
    } else if (destination === 'Comment' && this.#author !== '') {
      this.#paragraphs.beginBeside(`Comment by ${this.#author}`);
    } else if (isBeside(destination)) this.#paragraphs.beginBeside(destination);
  }

  #control(word: string, number: number | null): void {
    if (this.#opening !== 'no') {
      if (word === '*') {
        this.#opening = 'optional';
        return;
      }
      const destination = destinationOf(word, this.#opening === 'optional');
      this.#opening = 'no';
      if (word === 'field') this.#group.field = { code: '', at: -1 };
      this.#enter(destination);
    }
    if (this.#toSkip > 0 && word !== 'u') {
      this.#toSkip -= 1;
      if (characters[word] !== undefined) return;
    }
    const said = characters[word];
    if (said !== undefined) this.#add(said);
    else if (word === 'u') this.#addCode(number ?? 0);
    else if (breaks.has(word)) this.#break();
    else if (word === 'cell') this.#endCell();
    else if (word === 'row') this.#endRow();
    else this.#format(word, number);
  }

  #format(word: string, number: number | null): void {
    const group = this.#group;
    if (word === 'uc') group.fallbackChars = Math.max(number ?? 1, 0);
    else if (word === 'ansicpg') this.#charset = charsetOfCodePage(number ?? 1252);
    else if (word === 'mac') this.#charset = 'macintosh';
    else if (word === 'deff') this.#defaultFont = number ?? -1;
    else if (word === 'f') group.font = number ?? -1;
    else if (word === 'fcharset' && group.destination === 'fonts') {
      const charset = charsetOfFont(number ?? 0);
      if (charset !== null) this.#fontCharsets.set(group.font, charset);
    } else if (word === 'plain') {
      group.font = this.#defaultFont;
      group.isHidden = false;
    } else if (word === 'v' || word === 'deleted') group.isHidden = number !== 0;
    else if (word === 'pard') {
      Object.assign(group, { style: 0, outline: null, listLevel: 0, inTable: false });
    } else if (word === 's') group.style = number ?? 0;
    else if (word === 'outlinelevel') group.outline = number;
    else if (word === 'ilvl') group.listLevel = number ?? 0;
    else if (word === 'intbl') group.inTable = true;
  }

  #takeBytes(bytes: Uint8Array): void {
    this.#opening = 'no';
    for (const byte of bytes) {
      if (this.#toSkip > 0) this.#toSkip -= 1;
      else this.#bytes.push(byte);
    }
  }

  #flushBytes(): void {
    if (this.#bytes.length === 0) return;
    const { font } = this.#group;
    const charset = this.#fontCharsets.get(font < 0 ? this.#defaultFont : font) ?? this.#charset;
    const text = decodeRtf(this.#bytes, charset);
    this.#bytes = [];
    this.#add(text);
  }

  /** UTF-16, a surrogate at a time; numbers over 32,767 are written as negative ones. */
  #addCode(code: number): void {
    this.#add(String.fromCharCode(code));
    this.#toSkip = this.#group.fallbackChars;
  }

  #add(text: string): void {
    const { destination, isHidden, field } = this.#group;
    if (destination === 'instruction') {
      if (field) field.code += text;
    } else if (destination === 'styles' || destination === 'mark' || destination === 'author') {
      this.#name += text;
    } else if (destination !== 'none' && destination !== 'fonts' && !isHidden) {
      this.#paragraphs.add(text);
    }
  }

  #break(): void {
    const { destination } = this.#group;
    if (destination === 'note' || isBeside(destination) || this.#group.inTable) this.#add('\n');
    else if (destination !== 'none') this.#endParagraph();
  }

  #endParagraph(): void {
    const { style, outline, listLevel } = this.#group;
    const level = outline ?? this.#styleLevels.get(style) ?? 9;
    this.#paragraphs.end(level < 9 ? level + 1 : 0, listLevel);
  }

  #endCell(): void {
    if (this.#group.destination !== 'none') this.#paragraphs.endCell();
  }

  #endRow(): void {
    if (this.#group.destination !== 'none') this.#paragraphs.endRow();
  }

  /** A style's group ends: its name, or its own level, makes headings of its paragraphs. */
  #nameStyle({ style, outline }: Group): void {
    const name = this.#name.replace(/;\s*$/, '').trim();
    this.#name = '';
    const numbered = /^heading (\d)$/i.exec(name)?.[1];
    const level = outline ?? (numbered ? Number(numbered) - 1 : /^title$/i.test(name) ? 0 : null);
    if (name !== '' && level !== null) this.#styleLevels.set(style, level);
  }
}

function isBeside(destination: Destination): destination is 'Header' | 'Footer' | 'Comment' {
  return destination === 'Header' || destination === 'Footer' || destination === 'Comment';
}
