import type { Handler } from 'htmlparser2';
import { DeepParser } from './deep-parser.ts';
import { HiddenElements } from './hidden-elements.ts';
import type { MarkdownRegions, Range } from './markdown-regions.ts';
import { ElementEnds, unclosedElements } from './unclosed-elements.ts';

/** Attributes whose values a page shows, or that a link and a picture need. */
const shownAttributes = new Set(
  (
    'href src srcset alt id name width height align valign border start type rowspan colspan open ' +
    'checked lang dir target rel rev media controls loading cite datetime download'
  ).split(' '),
);

/**
 * What nobody sees of the HTML in a Markdown document.
 *
 * Of an element that is never closed a browser hides all down to the end of what it stands in, while
 * GitHub leaves out the tag. So one that is hidden by what its author set, as by `hidden`, hides
 * that, and so does one on a line of its own. One that is hidden by its name alone hides nothing
 * else: it may be no element, but words, as in `List<Dialog>`.
 * @param html the document; blank is what shows every character
 */
export function hiddenInHtml(html: string, regions: MarkdownRegions): Range[] {
  const hidden: Range[] = [];
  const unclosed = unclosedElements(html);
  const ends = new ElementEnds(html, regions);
  const elements = new HiddenElements();
  let hiddenFrom: number | null = null;
  const handler: Partial<Handler> = {
    onopentag(name, given) {
      const at = parser.startIndex;
      const tag = html.slice(at, parser.endIndex + 1);
      const attributes = withJsxStyle(given, tag);
      const wasHidden = elements.hidesText;
      elements.open(name, attributes);
      if (elements.hidesText && !wasHidden) {
        const how = unclosed.get(at);
        const isSet = how === undefined || elements.isHiddenBySetting || ends.isAlone(at, tag);
        if (isSet && how !== 'never') hiddenFrom = at;
        else {
          elements.show();
          if (isSet) hidden.push([at, ends.endOf(name, at)]);
        }
      }
      if (!elements.hidesText) hidden.push(...hiddenAttributes(tag, at));
    },
    onclosetag() {
      const wasHidden = elements.hidesText;
      elements.close();
      if (!wasHidden || elements.hidesText || hiddenFrom === null) return;
      hidden.push([hiddenFrom, parser.endIndex + 1]);
      hiddenFrom = null;
    },
    oncomment: () => hidden.push([parser.startIndex, parser.endIndex + 1]),
    onprocessinginstruction: () => hidden.push([parser.startIndex, parser.endIndex + 1]),
  };
  // Without entities to decode, the parser looks for tags alone.
  const parser = new DeepParser(handler, { decodeEntities: html.includes('&') });
  parser.end(html);
  return hidden;
}

/** `style={{ fontSize: 0 }}` as a style of CSS. */
function withJsxStyle(attributes: Record<string, string>, tag: string): Record<string, string> {
  const style = /\sstyle=\{\{([^{}]{0,2000})\}\}/.exec(tag)?.[1];
  if (style === undefined) return attributes;
  const css = style
    .replace(/['"]/g, '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replaceAll(',', ';');
  return { ...attributes, style: css };
}

/** The values of attributes that no page shows; those of a component may be shown by it. */
function hiddenAttributes(tag: string, at: number): Range[] {
  if (!/^<(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)[\s/>]/.test(tag)) return [];
  const attributes = /\s([a-z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/gi;
  return [...tag.matchAll(attributes)]
    .filter(({ 1: name = '' }) => !shownAttributes.has(name.toLowerCase()))
    .map(({ 0: whole, 2: value = '', index }) => {
      const start = at + index + whole.length - value.length;
      return [start, start + value.length];
    });
}
