/**
 * What is known of the pages that generators of documentation sites make: where a section's anchor
 * stands, what language a piece of code is in, and what is the site's furniture. Follows the elements
 * of one page.
 */
export class SitePage {
  /** Of each open element. */
  readonly #open: { language: string; section: string | null; isBlock: boolean }[] = [];
  readonly #mayHidePanels: boolean;
  readonly #hasContainer: boolean;
  #heading: { own: string; inside: string } | null = null;
  #term: string | null = null;

  /**
   * @param hasTabs whether a reader can choose among panels, so that none of them is really hidden
   * @param hasContainer whether the main text is an element of its own
   */
  constructor({ hasTabs, hasContainer }: { hasTabs: boolean; hasContainer: boolean }) {
    this.#mayHidePanels = hasTabs;
    this.#hasContainer = hasContainer;
  }

  open(name: string, attributes: Record<string, string>): void {
    const parent = this.#open.at(-1);
    const isSection = name === 'section' || (name === 'div' && hasClass(attributes, section));
    this.#open.push({
      language: languageAround(attributes) ?? parent?.language ?? '',
      section: isSection ? (attributes.id ?? null) : null,
      isBlock: attributes['data-as'] === 'p',
    });
    const id = attributes.id ?? (name === 'a' ? attributes.name : undefined) ?? '';
    if (isHeading(name)) this.#heading = { own: id, inside: '' };
    else if (this.#heading) this.#heading.inside ||= id || fragmentOf(attributes.href);
    if (name === 'dt') this.#term = id;
  }

  close(name: string): void {
    this.#open.pop();
    if (isHeading(name)) {
      // The next heading in here is another section's.
      for (const element of this.#open) element.section = null;
      this.#heading = null;
    }
    if (name === 'dt') this.#term = null;
  }

  /** The fragment by which the heading or the defined term can be linked to that ends now. */
  anchor(name: string): string | undefined {
    if (name === 'dt') return this.#term || undefined;
    if (!isHeading(name) || !this.#heading) return undefined;
    const { own, inside } = this.#heading;
    return own || this.#open.findLast(({ section }) => section)?.section || inside || undefined;
  }

  get isInHeading(): boolean {
    return this.#heading !== null;
  }

  /** Whether the innermost element is a paragraph, whatever it is called. */
  get isBlock(): boolean {
    return this.#open.at(-1)?.isBlock ?? false;
  }

  /** Of the code that stands here. */
  get language(): string {
    return this.#open.at(-1)?.language ?? '';
  }

  isTabPanel(attributes: Record<string, string>): boolean {
    return this.#mayHidePanels && attributes.role === 'tabpanel';
  }

  /** Whether an element leads through the site, and is no part of the text. */
  isFurniture(name: string, attributes: Record<string, string>): boolean {
    if (name === 'footer' || hasClass(attributes, furniture)) return true;
    // VitePress writes a language beside its code.
    if (name === 'span' && classOf(attributes) === 'lang') return true;
    if (this.#hasContainer || name === 'html' || name === 'body') return false;
    return name === 'aside' || around.test(`${attributes.id ?? ''} ${classOf(attributes)}`);
  }
}

const section = /(?:^|\s)section(?:\s|$)/;

/** Breadcrumbs, links to edit and to turn the page, tables of contents, copy buttons, line numbers. */
const furniture = new RegExp(
  `(?:^|\\s)(?:${[
    // Docusaurus
    ...[
      'breadcrumbs',
      'theme-doc-(?:toc-mobile|breadcrumbs|footer|version-badge)',
      'pagination-nav',
    ],
    ...['theme-edit-this-page', 'buttonGroup[\\w-]*'],
    // MkDocs and its themes
    ...[
      'md-(?:content__button|source-file|feedback|tags|nav|sidebar)',
      'rst-(?:footer-buttons|versions)',
    ],
    ...['wy-breadcrumbs', 'linenos', 'linenodiv'],
    // Sphinx and its themes
    ...[
      'sphinxsidebar',
      'related(?:-pages)?',
      'toc-drawer',
      'prev-next-(?:area|footer)',
      'copybtn',
    ],
    ...[
      'bd-(?:header-article|footer-article|sidebar[\\w-]*|toc[\\w-]*)',
      'article-container-links',
    ],
    // VitePress
    ...['VPDocFooter', 'VPDocAside[\\w-]*', 'line-numbers-wrapper', 'table-of-contents'],
    // Mintlify, GitBook, Starlight
    ...[
      'feedback-toolbar',
      'pagination-(?:links|next|prev)',
      'page-(?:footer|toc)',
      'right-sidebar-container',
    ],
  ].join('|')})(?:\\s|$)`,
);

/** What surrounds the text of a page that does not mark it. */
const around =
  /(?:^|\s)(?:site-)?(?:nav|navbar|navigation|sidebar|sidenav|side-nav|menu|header|footer|topbar|breadcrumbs?|toc|cookies?|cookie-banner|search)(?:\s|$)/i;

function hasClass(attributes: Record<string, string>, pattern: RegExp): boolean {
  return pattern.test(classOf(attributes));
}

function classOf(attributes: Record<string, string>): string {
  return (attributes.class ?? '').slice(0, 1_000);
}

function isHeading(name: string): boolean {
  return /^h[1-6]$/.test(name);
}

function fragmentOf(href: string | undefined): string {
  return href?.startsWith('#') ? href.slice(1) : '';
}

/** What Sphinx, MkDocs, VitePress, Starlight and Mintlify say around a piece of code. */
function languageAround(attributes: Record<string, string>): string | undefined {
  const named =
    /(?:^|\s)(?:highlight|language)-(?!source-)([\w+#.-]{1,30})/.exec(classOf(attributes))?.[1] ??
    attributes['data-language'] ??
    attributes.language;
  return named !== undefined && noLanguage.test(named) ? '' : named;
}

const noLanguage = /^(?:default|none|text|plaintext|txt|notranslate)$/;
