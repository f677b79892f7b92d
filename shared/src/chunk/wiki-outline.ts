import { headingText } from './heading-text.ts';
import type { Heading, Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';

/** MediaWiki, Creole and MoinMoin: the outermost has the fewest signs. Creole may leave out the last. */
const equals = /^(={1,6})[ \t]*([^=\s].*?)[ \t]*=*[ \t]*$/;
/** DokuWiki: the outermost has six signs. */
const doku = /^(={2,6})[ \t]+(\S.*?)[ \t]+\1[ \t]*$/;
const textile = /^h([1-6])(?:[([{][^\s]{0,80})?[<>=]{0,2}\.[ \t]+(\S.*)$/;

/** A title of DokuWiki, which no other markup has. */
const dokuTitle = /^={5,6} \S.* ={5,6}\s*$/;

/** Whether a text whose name does not say so is a page of DokuWiki. */
export function isDokuWiki(lines: readonly string[]): boolean {
  return lines.slice(0, 50).some((line) => dokuTitle.test(line));
}

/** Pages of wikis, and Textile: text by lines, with its headings. */
export function wikiOutline(lines: string[]): Outline {
  const isDoku = isDokuWiki(lines);
  const headings = lines.flatMap((line, at): Heading[] => {
    const [, marks, text = ''] = (isDoku ? doku : equals).exec(line) ?? [];
    if (marks === undefined) return [];
    const level = isDoku ? 7 - marks.length : marks.length;
    return [{ line: at, level, text: wikiText(text) }];
  });
  // Pages whose title is their name begin with the second level.
  const above = Math.min(...headings.map(({ level }) => level)) - 1;
  const isOne = headings.filter(({ level }) => level === above + 1).length === 1;
  const raised = isOne
    ? headings.map((each) => ({ ...each, level: each.level - above }))
    : headings;
  return { ...plainOutline(lines), headings: raised };
}

export function textileOutline(lines: string[]): Outline {
  const headings = lines.flatMap((line, at): Heading[] => {
    const [, level, text = ''] = textile.exec(line) ?? [];
    return level === undefined ? [] : [{ line: at, level: Number(level), text: headingText(text) }];
  });
  return { ...plainOutline(lines), headings };
}

/** Without quotes that mark emphasis, and with the words of links alone. */
function wikiText(text: string): string {
  const words = text
    .slice(0, 300)
    .replace(/'{2,5}|\/\/|\*\*/g, '')
    .replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, '$1');
  return headingText(words);
}
