import MarkdownIt, { type Token } from 'markdown-it';

/** Characters; every chunk below carries its headings. */
const maxLength = 300;

const inlines = new MarkdownIt({ html: true });
/** A badge: a picture in a link. */
const badges = /\[!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])\](?:\([^)]*\)|\[[^\]]*\])/g;
/** Code, in which nothing is marked, or a link whose target is elsewhere in the file. */
const codeOrReference = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)|!?\[([^\]]*)\]\[[^\]]*\]/g;

/**
 * A heading as a reader sees it: without emphasis, code, link, image and HTML marks, or an id; without
 * badges, unless it has nothing else. What code and escaped signs say stays: `Promise<void>`.
 */
export function headingText(source: string): string {
  const bounded = source.slice(0, maxLength * 4);
  const words = bounded.replace(badges, '');
  const marked = (/[\p{L}\p{N}]/u.test(words) ? words : bounded.replace(badges, '$1'))
    .replace(/\s*\{#[^}]*\}\s*$/, '')
    .replace(codeOrReference, (found, _, text?: string) => text ?? found);
  return (
    inlines
      .parseInline(marked, {})
      .flatMap(({ children }) => children ?? [])
      .map(shownOf)
      .join('')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, maxLength)
      .trimEnd()
      // The cut may have halved a character.
      .toWellFormed()
  );
}

function shownOf({ type, content }: Token): string {
  if (type === 'softbreak' || type === 'hardbreak') return ' ';
  return type === 'text' || type === 'code_inline' || type === 'image' ? content : '';
}
