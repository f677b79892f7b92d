import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { troffText } from './troff-text.ts';

const title = /^[.']\s*(?:TH|Dt)\s/m;
const paragraph = new Set('PP P LP Pp HP sp RS RE Bl El TS TE UE ME'.split(' '));
const opensCode = new Set(['nf', 'EX', 'Bd']);
const closesCode = new Set(['fi', 'EE', 'Ed']);
/** Arguments that stand beside each other, in alternating type. */
const joined = new Set('BR BI IB IR RB RI'.split(' '));
/** What sets the page, and the requests that define or choose. */
const silent =
  /^(?:ad|als?|am|bp|cc|cflags|char|de1?|di|ds1?|eo|ec|el|ev|fam|fc|ft|hcode|hw|hy|hym|ie|if|ig|in|it|ll|lt|mk|mso|LINKSTYLE|na|ne|nh|nr|ns|PD|pl|ps|rm|rn|rr|rt|so|ss|ta|ti|tr|vs|Dd|Os|AT|UC|IX|\\})$/;
/** Words of mdoc(7) that say what the words after them are. */
const mdocWords =
  /^(?:A[cdnoqrt]|B[coqtx]|C[dm]|D[1cloqv]|E[cmnorvx]|F[acdnlortx]|I[cnt]|L[bikp]|M[st]|N[dmosx]|O[copstx]|P[acfopq]|Q[cloq]|R[es]|S[coqtxmy]|T[an]|U[dx]|V[at]|X[cor]|%[A-Z])$/;

/**
 * A manual page in man(7) or mdoc(7): sections as headings, text without troff's escapes; null when
 * the text is none, to be indexed as it is.
 */
export function readMan(text: string): DocumentText | null {
  if (!title.test(text)) return null;
  const page = new ManPage();
  for (const line of text.split(/\r?\n/)) page.line(line);
  return page.finish();
}

class ManPage {
  readonly #writer = new MarkdownWriter();
  #number = 0;
  /** Where the block that is open begins in the file. */
  #start = 0;
  #lines: string[] = [];
  #code = false;
  /** The level of a heading whose text is on the next line. */
  #heading = 0;
  /** The name of the request that ends what is passed over. */
  #skipTo: string | null = null;
  #name = '';

  line(line: string): void {
    this.#number += 1;
    if (this.#skipTo !== null) {
      if (/^[.']\s*(\S+)/.exec(line)?.[1] === this.#skipTo) this.#skipTo = null;
      return;
    }
    const [, name, rest = ''] = /^[.']\s*([^\s"\\]\S{0,15}|\\\})?(.*)$/.exec(line) ?? [];
    if (/^[.']/.test(line)) {
      if (name !== undefined) this.#request(name, rest);
    } else if (line.trim() === '' && !this.#code) this.#flush();
    else this.#add(troffText(line));
  }

  finish(): DocumentText {
    this.#flush();
    return {
      text: this.#writer.finish(),
      locations: { kind: 'line', starts: this.#writer.starts },
    };
  }

  #request(name: string, rest: string): void {
    const words = argumentsOf(rest);
    if (name === 'de' || name === 'de1' || name === 'am' || name === 'ig') {
      this.#skipTo = words[name === 'ig' ? 0 : 1] ?? '.';
    } else if (silent.test(name)) return;
    else if (name === 'TH' || name === 'Dt') {
      this.#name = (words[0] ?? '').toLowerCase();
      this.#writeHeading(1, `${this.#name}(${words[1] ?? ''})`);
    } else if (/^S[HSsh]$/.test(name)) {
      this.#flush();
      const level = /^S[Hh]$/.test(name) ? 2 : 3;
      if (words.length > 0) this.#writeHeading(level, words.join(' '));
      else this.#heading = level;
    } else if (paragraph.has(name)) this.#flush();
    else if (opensCode.has(name) || closesCode.has(name)) {
      this.#flush();
      this.#code = opensCode.has(name) && (name !== 'Bd' || /-(?:literal|unfilled)/.test(rest));
    } else if (name === 'TP' || name === 'TQ') this.#flush();
    else if (name === 'IP' || name === 'It') {
      this.#flush();
      const tag = name === 'It' ? mdocText(words, this.#name) : (words[0] ?? '');
      if (/[\p{L}\p{N}]/u.test(tag)) this.#add(tag);
    } else if (joined.has(name)) this.#add(words.join(''));
    else if (mdocWords.test(name)) this.#add(mdocText([name, ...words], this.#name));
    else if (words.length > 0) this.#add(words.join(' '));
  }

  #add(text: string): void {
    if (this.#heading > 0 && text.trim() !== '') {
      this.#writeHeading(this.#heading, text);
      this.#heading = 0;
      return;
    }
    if (this.#lines.length === 0) this.#start = this.#number;
    this.#lines.push(text);
  }

  #writeHeading(level: number, text: string): void {
    this.#writer.locate(this.#number);
    this.#writer.heading(level, text);
  }

  #flush(): void {
    const text = this.#lines.join('\n');
    this.#lines = [];
    if (text.trim() === '') return;
    this.#writer.locate(this.#start);
    if (this.#code) this.#writer.code(text);
    else this.#writer.paragraph(text);
  }
}

/** A request's arguments; one in quotes may hold spaces. */
function argumentsOf(rest: string): string[] {
  const words = rest.slice(0, 2_000).match(/"(?:[^"]|"")*"?|(?:\\.|[^\s\\])+/g) ?? [];
  return words
    .filter((_, at) => !words.slice(0, at + 1).some((word) => word.startsWith('\\"')))
    .map((word) => troffText(word.startsWith('"') ? word.replace(/^"|"$/g, '') : word));
}

/** mdoc's words of one line: `Fl v Ar file` is -v file. @param page the manual's name */
function mdocText(words: readonly string[], page: string): string {
  const said: string[] = [];
  let before = '';
  for (const [at, word] of words.entries()) {
    if (mdocWords.test(word)) {
      const isAlone = at === words.length - 1 || mdocWords.test(words[at + 1] ?? '');
      if (word === 'Nm' && isAlone) said.push(page);
      else if (word === 'Nd') said.push('–');
      before = word;
    } else if (before === 'Fl' && !/^[,.;:)\]|]$/.test(word)) said.push(`-${word}`);
    else if (before === 'Xr' && /^\d\w*$/.test(word)) said.push(`${said.pop() ?? ''}(${word})`);
    else said.push(word);
  }
  return said.join(' ').replace(/ ([,.;:)\]]+)(?= |$)/g, '$1');
}
