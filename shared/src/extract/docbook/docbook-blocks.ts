import { limits } from '../limits.ts';
import { oneLine } from '../markdown/markdown-writer.ts';
import { Unreadable } from '../unreadable.ts';
import type { Vocabulary } from './docbook-kind.ts';
import { type Role, rolesOf, shownInfo } from './docbook-roles.ts';
import type { DocBookText } from './docbook-text.ts';
import { RefEntry } from './ref-entry.ts';
import { hrefOf, saidOfReference } from './references.ts';
import { Synopsis } from './synopsis.ts';
import type { TargetTitles } from './target-titles.ts';

type Attributes = Record<string, string>;

/** Roles of what is a part of the words around it, or of a table. */
const inBlocks: ReadonlySet<Role> = new Set(['name', 'link', 'aside', 'head', 'row', 'cell']);

/** Turns the elements of a manual in XML, as they come, into blocks of Markdown. Holds no tree. */
export class DocBookBlocks {
  readonly #text: DocBookText;
  readonly #titles: TargetTitles;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #open: { name: string; role: Role | null; language: string }[] = [];
  #dropDepth = 0;
  #sections = 0;
  #infos = 0;
  #synopsis: Synopsis | null = null;
  #refEntry: RefEntry | null = null;
  #isNaming = false;

  constructor(text: DocBookText, vocabulary: Vocabulary, titles: TargetTitles) {
    this.#text = text;
    this.#titles = titles;
    this.#roles = rolesOf(vocabulary);
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'colspec') this.#text.table?.column(attributes);
    if (name === 'spanspec') this.#text.table?.span(attributes);
    const role = this.#roles.get(name) ?? null;
    if (this.#dropDepth > 0 || role === 'dropped' || (this.#infos > 0 && !shownInfo.has(name))) {
      this.#dropDepth += 1;
      return;
    }
    if (this.#open.length >= limits.nestedElements) {
      throw new Unreadable('too_complex', `Over ${limits.nestedElements} elements are nested.`);
    }
    const parent = this.#open.at(-1)?.name;
    this.#open.push({ name, role, language: attributes.language ?? attributes.outputclass ?? '' });
    if (this.#synopsis) this.#synopsis.open(name, attributes);
    else if (this.#isNaming) this.#refEntry?.open();
    else if (role === 'reference') this.#text.text(saidOfReference(name, attributes, this.#titles));
    else if (role !== null && inBlocks.has(role)) this.#beginWords(role, name, attributes);
    else if (role !== null && !this.#text.words.isAside) this.#beginBlock(role, name, attributes);
    else if (name === 'image' && attributes.alt) this.#text.text(` [image: ${attributes.alt}] `);
    else if (name === 'manvolnum' && parent === 'citerefentry') this.#text.text('(');
    if (attributes.conref) this.#text.text(`Includes ${attributes.conref}`);
  }

  text(said: string): void {
    if (this.#dropDepth > 0) return;
    if (this.#synopsis) this.#synopsis.text(said);
    else if (this.#isNaming) this.#refEntry?.text(said);
    else this.#text.text(said);
  }

  close(): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth -= 1;
      return;
    }
    const { name = '', role = null, language = '' } = this.#open.pop() ?? {};
    if (this.#synopsis) {
      if (role === 'synopsis') this.#endSynopsis();
      else this.#synopsis.close(name);
    } else if (this.#isNaming) {
      if (role === 'names') this.#isNaming = false;
      else this.#refEntry?.close(name);
    } else if (role !== null && inBlocks.has(role)) this.#endWords(role, name);
    else if (role === 'question') this.#endQuestion();
    else if (role !== null && role !== 'reference') this.#endBlock(role, name, language);
    else if (name === 'manvolnum' && this.#open.at(-1)?.name === 'citerefentry')
      this.#text.text(')');
  }

  end(): void {
    this.#text.flush();
    this.#text.closeTable();
  }

  #beginWords(role: Role, name: string, attributes: Attributes): void {
    const { words } = this.#text;
    if (role === 'name') words.openName();
    else if (role === 'link') words.openLink(hrefOf(attributes));
    else if (role === 'aside') words.openAside();
    else if (!words.isAside && (role === 'head' || role === 'row' || role === 'cell')) {
      this.#text.flush();
      this.#text.openTable();
      this.#text.table?.open(role, name, attributes);
    }
  }

  #endWords(role: Role, name: string): void {
    const { words } = this.#text;
    if (role === 'name') words.closeName();
    else if (role === 'link') words.closeLink();
    else if (role === 'aside') {
      const isPicture = name === 'textobject' || name === 'alt';
      words.closeAside(isPicture ? ' [image: ' : ' (', isPicture ? '] ' : ')');
    } else if (!words.isAside && (role === 'head' || role === 'row' || role === 'cell')) {
      this.#text.flush();
      this.#text.table?.close(role, name);
    }
  }

  #beginBlock(role: Role, name: string, attributes: Attributes): void {
    this.#text.flush();
    if (this.#refEntry && name.startsWith('ref') && role === 'section') this.#nameRefEntry();
    if (role === 'section') this.#beginSection(name, attributes);
    else if (role === 'refentry') {
      this.#sections += 1;
      this.#refEntry = new RefEntry(this.#sections);
    } else if (role === 'names') this.#isNaming = this.#refEntry !== null;
    else if (role === 'info') this.#infos += 1;
    else if (role === 'bullets' || role === 'numbers' || role === 'terms')
      this.#text.lists.open(role);
    else if (role === 'item') this.#beginItem(attributes);
    else if (role === 'code') this.#text.openCode();
    else if (role === 'synopsis') this.#synopsis = new Synopsis();
    else if (role === 'note') this.#text.openQuote(labelOf(attributes.type ?? name));
    else if (role === 'quote') this.#text.openQuote('');
    else if (role === 'question') this.#text.words.openAside();
    else if (name === 'tgroup') this.#text.openTable();
  }

  #endBlock(role: Role, name: string, language: string): void {
    if (this.#text.words.isAside) {
      this.#text.text(' ');
      return;
    }
    // A link that is an item of its list.
    if (name === 'link') this.#text.words.closeLink();
    if (role === 'title') this.#endTitle(name);
    else if (role === 'term') this.#text.term();
    else if (role === 'code') this.#text.closeCode(language);
    else this.#text.flush();
    if (role === 'section' || role === 'refentry') {
      if (role === 'refentry') this.#nameRefEntry();
      this.#sections -= 1;
    } else if (role === 'info') this.#infos -= 1;
    else if (role === 'bullets' || role === 'numbers' || role === 'terms') this.#text.lists.close();
    else if (role === 'item' && this.#roles.get('topicref')) this.#text.lists.close();
    else if (role === 'note' || role === 'quote') this.#text.closeQuote();
    else if (role === 'table') this.#text.closeTable();
  }

  #beginSection(name: string, attributes: Attributes): void {
    this.#sections += 1;
    const title = attributes.name ?? (name === 'refsynopsisdiv' ? 'Synopsis' : attributes.title);
    if (title) this.#text.heading(this.#sections, title);
  }

  /** In a map each topic is an item, and those in it are items below it. */
  #beginItem({ href, navtitle, keys }: Attributes): void {
    const isMap = this.#roles.has('topicref');
    if (isMap) this.#text.lists.open('bullets');
    this.#text.lists.item();
    if (!isMap && href === undefined) return;
    const { words } = this.#text;
    words.openLink(href ?? '');
    this.#text.text(navtitle ?? keys ?? '');
    if (isMap) {
      words.closeLink();
      this.#text.flush();
    }
  }

  /** A section's title heads it; that of a figure or a list is a line before it. */
  #endTitle(name: string): void {
    const around = this.#open.findLast(({ role }) => role !== 'info');
    const title = this.#text.takeTitle();
    const isRefEntry = around?.role === 'refentry';
    if (isRefEntry) return;
    if (name === 'bridgehead') this.#text.heading(this.#sections + 1, title);
    else if (around?.role === 'note') this.#text.retitle(title);
    else if (around?.role !== 'section' || name === 'subtitle') this.#text.paragraph(title);
    // Its own words are not those of the page.
    else if (around.name !== 'refsynopsisdiv') this.#text.heading(this.#sections, title);
  }

  #endQuestion(): void {
    const { words } = this.#text;
    words.closeAside('', '');
    if (!words.isAside) this.#text.heading(this.#sections + 1, words.take());
  }

  #endSynopsis(): void {
    const said = this.#synopsis?.finish() ?? '';
    this.#synopsis = null;
    this.#text.code(said);
  }

  #nameRefEntry(): void {
    const entry = this.#refEntry;
    this.#refEntry = null;
    if (entry === null) return;
    this.#text.heading(entry.depth, entry.heading);
    this.#text.paragraph(oneLine(entry.names));
  }
}

function labelOf(kind: string): string {
  const name = kind === 'hazardstatement' || kind === 'other' ? 'warning' : kind;
  return name.slice(0, 1).toUpperCase() + name.slice(1, 40);
}
