import { oneLine } from '../markdown/markdown-writer.ts';
import { HtmlSurvey } from './html-survey.ts';
import { containers } from './page-containers.ts';

const maxLinks = 5_000;
const maxTitleChars = 1_000;

/** What a page of a site says about itself, beside its text. */
export interface PageFacts {
  /** Its own top heading, else what stands in the browser's tab without the site's name. */
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

interface Heading {
  text: string;
}

/** Without the sign that leads to the heading itself. */
function textOf(heading: Heading | null | undefined): string {
  return oneLine(heading?.text ?? '').replace(/[\s¶#\u200B]+$/, '');
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
  /** The first top heading, wherever it stands: on some sites their name is one, on every page. */
  readonly #heading: Heading = { text: '' };
  /** What the text that comes now belongs to: the title, or top headings. */
  #in: 'title' | Heading[] = [];
  /** Open elements since the main text's began, for each kind of container. */
  readonly #depths = containers.map(() => 0);
  readonly #headings = containers.map((): Heading | null => null);

  /** The kind of element that the main text is in; -1: none. */
  get #container(): number {
    return this.#found.indexOf(true);
  }

  get isMain() {
    return containers[this.#container] ?? null;
  }

  /** Whether the main text has a heading of the first level. */
  get isHeaded(): boolean {
    const own = this.#headings[this.#container];
    return own === undefined ? this.hasTopHeading : own !== null;
  }

  get hasTabs(): boolean {
    return this.#tabs > 0;
  }

  get facts(): PageFacts {
    return {
      title: this.#pageTitle,
      canonical: this.#canonical,
      base: this.#base,
      links: this.#links,
      robots: this.#robots.join(', '),
      asksPassword: this.#asksPassword,
    };
  }

  get #pageTitle(): string {
    const own = textOf(this.#headings[this.#container]);
    if (own !== '') return own;
    const title = oneLine(this.#title);
    const heading = textOf(this.#heading);
    const isSiteName = title !== heading && title.endsWith(heading);
    if (heading !== '' && !isSiteName) return heading;
    const [beforeSign = ''] = title.split(/\s[|·–—]\s/);
    return (beforeSign === title ? title.replace(/\s-\s.*$/, '') : beforeSign) || heading;
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    for (const [at, matches] of containers.entries()) {
      const isInside = (this.#depths[at] ?? 0) > 0;
      if (isInside || matches(name, attributes)) {
        this.#found[at] = true;
        this.#depths[at] = (this.#depths[at] ?? 0) + 1;
        if (name === 'h1') this.#headings[at] ??= this.#begin();
      }
    }
    if (name === 'h1' && this.#heading.text === '') this.#begin(this.#heading);
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
    if (this.#in !== 'title') {
      for (const heading of this.#in) {
        if (heading.text.length < maxTitleChars) heading.text += text;
      }
    } else if (this.#title.length < maxTitleChars) this.#title += text;
  }

  #begin(heading: Heading = { text: '' }): Heading {
    this.#in = this.#in === 'title' ? [heading] : [...this.#in, heading];
    return heading;
  }

  override onclosetag(name: string): void {
    super.onclosetag(name);
    // An icon in a heading may have a title of its own.
    if (name === 'h1' || (name === 'title' && this.#in === 'title')) this.#in = [];
    for (const [at, depth] of this.#depths.entries()) {
      if (depth > 0) this.#depths[at] = depth - 1;
    }
  }
}
