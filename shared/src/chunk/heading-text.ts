/** Characters; every chunk below carries its headings. */
const maxLength = 300;

/** A badge: a picture in a link. */
const badges = /\[!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])\](?:\([^)]*\)|\[[^\]]*\])/g;

/**
 * A heading as a reader sees it: without emphasis, code, link, image and HTML marks, or an id; without
 * badges, unless it has nothing else.
 */
export function headingText(source: string): string {
  const bounded = source.slice(0, maxLength * 4);
  const words = bounded.replace(badges, '');
  return (
    (/[\p{L}\p{N}]/u.test(words) ? words : bounded.replace(badges, '$1'))
      .slice(0, maxLength)
      .replace(/\s*\{#[^}]*\}\s*$/, '')
      .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
      .replace(/<\/?[a-z][^<>]*>/gi, '')
      .replace(/(^|[^\\])(`+)/g, '$1')
      .replace(/(\*\*?|~~)(?=\S)([^*~]*\S)\1/g, '$2')
      .replace(/(?<![\p{L}\p{N}_])(__?)(?=\S)([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim()
      // The cut may have halved a character.
      .toWellFormed()
  );
}
