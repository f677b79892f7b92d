import { HtmlSurvey } from './html-survey.ts';
import { oneLine } from './markdown-writer.ts';
import { containers } from './page-containers.ts';

const maxLinks = 5_000;
const maxTitleChars = 1_000;

/** What a page of a site says about itself, beside its text. */
export interface PageFacts {
  /** Its top heading, else the first part of what stands in the browser's tab. */
  title: string;
  /** The target of its rel=canonical; empty: none. */
  canonical: string;
  /** What its links are relative to; empty: its own address. */
  base: string;
  /** As they stand there, no more than 5,000. */
  links: string[];
  /** What it asks of robots: `noindex, nofollow`. */
  robots: string;
  /** Whether it asks for a password. */
  asksPassword: boolean;
}

/** Learns about a page of a site, and where its main text is. */
export class PageSurvey extends HtmlSurvey {
  readonly #found = containers.map(() => false);
  readonly #links: string[] = [];
  readonly #robots: string[] = [];
  #canonical = '';
  #base = '';
  #tabs = 0;
  #asksPassword = false;
  #title = '';
  #heading = '';
  #in: 'title' | 'h1' | null = null;
  /** Open elements since the main text's began, for each kind of container. */
  readonly #depths = containers.map(() => 0);
  readonly #headed = containers.map(() => false);

  /** The kind of element that the main text is in; -1: none. */
  get #container(): number {
    return this.#found.indexOf(true);
  }

  get isMain() {
    return containers[this.#container] ?? null;
  }

  /** Whether the main text has a heading of the first level. */
  get isHeaded(): boolean {
    return this.#headed[this.#container] ?? this.hasTopHeading;
  }

  get hasTabs(): boolean {
    return this.#tabs > 0;
  }

  get facts(): PageFacts {
    const [shortTitle = ''] = oneLine(this.#title).split(/\s[|·–—]\s/);
    return {
      title: oneLine(this.#heading).replace(/[\s¶#\u200B]+$/, '') || shortTitle,
      canonical: this.#canonical,
      base: this.#base,
      links: this.#links,
      robots: this.#robots.join(', '),
      asksPassword: this.#asksPassword,
    };
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    for (const [at, matches] of containers.entries()) {
      const isInside = (this.#depths[at] ?? 0) > 0;
      if (isInside || matches(name, attributes)) {
        this.#found[at] = true;
        this.#depths[at] = (this.#depths[at] ?? 0) + 1;
        if (name === 'h1') this.#headed[at] = true;
      }
    }
    if (name === 'h1' && this.#heading === '') this.#in = 'h1';
    if (name === 'title' && this.#title === '') this.#in = 'title';
    if (name === 'a' && attributes.href && this.#links.length < maxLinks) {
      this.#links.push(attributes.href);
    }
    if (name === 'base') this.#base ||= attributes.href ?? '';
    if (name === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributes.rel ?? '')) {
      this.#canonical ||= attributes.href ?? '';
    }
    if (name === 'meta' && /^(?:robots|docpilot)$/i.test(attributes.name ?? '')) {
      this.#robots.push((attributes.content ?? '').slice(0, 200));
    }
    if (attributes.role === 'tab') this.#tabs += 1;
    this.#asksPassword ||= name === 'input' && attributes.type === 'password';
    // Line numbers and code stand in a table's two cells.
    if (name === 'table' && /highlighttable/.test(attributes.class ?? '')) this.isLayout();
  }

  override ontext(text: string): void {
    super.ontext(text);
    if (this.#in === 'h1' && this.#heading.length < maxTitleChars) this.#heading += text;
    if (this.#in === 'title' && this.#title.length < maxTitleChars) this.#title += text;
  }

  override onclosetag(name: string): void {
    super.onclosetag(name);
    if (name === this.#in) this.#in = null;
    for (const [at, depth] of this.#depths.entries()) {
      if (depth > 0) this.#depths[at] = depth - 1;
    }
  }
}
