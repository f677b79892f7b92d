/** Characters; every chunk below carries its headings. */
const maxLength = 300;

/** A heading as a reader sees it: without emphasis, code, link, image and HTML marks, or an id. */
export function headingText(source: string): string {
  return (
    source
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
