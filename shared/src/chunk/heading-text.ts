import { derivedTokens, type InlineToken, inlineTokens, mayHoldMarks } from './inline-tokens.ts';

/** Characters; every chunk below carries its headings. */
const maxLength = 300;

/** A badge: a picture in a link. */
const badges = /\[!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])\](?:\([^)]*\)|\[[^\]]*\])/g;
/** Code, in which nothing is marked, or a link whose target is elsewhere in the file. */
const codeOrReference = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)|!?\[([^\]]*)\]\[[^\]]*\]/g;

/** `#id`, `.class`, `name=value`, or Pandoc's `-` for a heading without a number. */
const attribute = String.raw`(?:[#.][^\s{}"'=]+|[\w:@-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s{}"']+)|-)`;
/**
 * Lists of attributes as kramdown, Pandoc, Quarto and Python-Markdown read them: `{#id}`, `{: .note }`,
 * `{.tabset}`. The words of `GET /users/{id}` and `{{ name }}` are none.
 */
const attributeLists = new RegExp(
  `(?:(?:\\s+|(?<=\\})|(?=\\{[:#]))(?<!\\\\)\\{:?\\s*${attribute}(?:\\s+${attribute})*\\s*\\})+\\s*$`,
);

/**
 * A heading as a reader sees it: without emphasis, code, link, image and HTML marks, or an id; without
 * badges, unless it has nothing else. What code and escaped signs say stays: `Promise<void>`.
 */
export function headingText(source: string): string {
  const bounded = source.slice(0, maxLength * 4);
  return oneLine(mayHoldMarks(bounded) ? withoutMarks(bounded) : bounded);
}

/** A heading of derived Markdown, in which `<E>` and `__init__` are words. */
export function derivedHeadingText(source: string): string {
  return oneLine(
    derivedTokens(source.slice(0, maxLength * 4))
      .map(shownOf)
      .join(''),
  );
}

function oneLine(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, maxLength)
      .trimEnd()
      // The cut may have halved a character.
      .toWellFormed()
  );
}

function withoutMarks(source: string): string {
  const words = source.replace(badges, '');
  const marked = (/[\p{L}\p{N}]/u.test(words) ? words : source.replace(badges, '$1'))
    .replace(attributeLists, '')
    .replace(codeOrReference, (found, _, text?: string) => text ?? found);
  return inlineTokens(marked).map(shownOf).join('');
}

function shownOf({ type, content }: InlineToken): string {
  if (type === 'softbreak' || type === 'hardbreak') return ' ';
  return type === 'text' || type === 'code_inline' || type === 'image' ? content : '';
}
