import type { Handler, Parser } from 'htmlparser2';
import { namesHiddenBy } from '../visible/style-sheet.ts';
import type { DocumentText } from './document-text.ts';
import { HtmlBlocks } from './html-blocks.ts';
import { limits } from './limits.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { Unreadable } from './unreadable.ts';

/** What must be known of a page before the first block is written. */
interface Survey {
  hasMain: boolean;
  hasTopHeading: boolean;
  /** Tables, by their order, that only arrange other blocks. */
  layoutTables: ReadonlySet<number>;
  hiddenNames: ReadonlySet<string>;
}

/**
 * A page's main content: `<main>` where it has one, else the body without navigation, scripts
 * and forms. The title stands above a page that has no top heading.
 */
export async function readHtml(page: string): Promise<DocumentText> {
  const { Parser } = await import('htmlparser2');
  const front = frontMatter.exec(page)?.[0] ?? '';
  const html = page.slice(front.length);
  const options = { recognizeSelfClosing: isXhtml(html) };
  const survey: Survey = surveyOf(html, (handler) => new Parser(handler, options));
  const write = (mainOnly: boolean) => {
    const writer = new MarkdownWriter();
    const blocks = new HtmlBlocks(writer, { ...survey, mainOnly });
    const parser = new Parser(blocks, options);
    parser.end(html);
    return writer;
  };
  const main = write(survey.hasMain);
  const text = (main.empty && survey.hasMain ? write(false) : main).finish();
  return { text: front === '' ? text : `${front}\n${text}` };
}

/** What generators of sites read before a page; the chunker decides whether it is that. */
const frontMatter =
  /^\uFEFF?---[ \t]*\r?\n(?:[ \t]*[\w"'#-][^<\n]*\n|[ \t]*\r?\n){1,200}?---[ \t]*(?:\r?\n|$)/;

const arranged = new Set('table h1 h2 h3 h4 h5 h6 section article form'.split(' '));

/** In XHTML an element may end itself: `<title/>` does not make the page its title. */
function isXhtml(html: string): boolean {
  return /^\s*<\?xml\s/.test(html.slice(0, 200)) || /<html[^>]*\sxmlns=/.test(html.slice(0, 2_000));
}

function surveyOf(html: string, parserOf: (handler: Partial<Handler>) => Parser): Survey {
  const layoutTables = new Set<number>();
  const openTables: number[] = [];
  let tables = 0;
  let depth = 0;
  let hasMain = false;
  let hasTopHeading = false;
  let inStyle = false;
  const css: string[] = [];
  const parser = parserOf({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > limits.nestedElements) {
        throw new Unreadable('too_complex', `Over ${limits.nestedElements} elements are nested.`);
      }
      hasMain ||= name === 'main' || attributes.role === 'main';
      hasTopHeading ||= name === 'h1';
      inStyle = name === 'style';
      const table = openTables.at(-1);
      if (table !== undefined && arranged.has(name)) layoutTables.add(table);
      if (name === 'table') {
        openTables.push(tables);
        if (attributes.role === 'presentation') layoutTables.add(tables);
        tables += 1;
      }
    },
    ontext(text) {
      if (inStyle) css.push(text);
    },
    onclosetag(name) {
      depth -= 1;
      inStyle = false;
      if (name === 'table') openTables.pop();
    },
  });
  parser.end(html);
  return { hasMain, hasTopHeading, layoutTables, hiddenNames: namesHiddenBy(css.join('')) };
}
