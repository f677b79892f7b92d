/** The kinds of a callout, as GitHub, Docusaurus and Starlight name them. */
const kinds = {
  note: 'note',
  info: 'note',
  tip: 'tip',
  success: 'tip',
  important: 'important',
  warning: 'warning',
  caution: 'caution',
  danger: 'caution',
};

/** @param {string} name @returns {string | undefined} */
export function calloutKind(name) {
  const lower = name.toLowerCase();
  return Object.hasOwn(kinds, lower) ? kinds[/** @type {keyof typeof kinds} */ (lower)] : undefined;
}

/**
 * Turns callouts in colons (`:::tip[Title]` … `:::`) into GitHub's form, a quote that begins with
 * `[!TIP] Title`. Every line stays where it is.
 * @param {string} markdown
 */
export function callouts(markdown) {
  let depth = 0;
  let fence = '';
  return markdown
    .split('\n')
    .map((line) => {
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      const begins = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
      if (fence === '' ? begins : begins.startsWith(fence)) fence = fence === '' ? begins : '';
      const colons = fence === '' ? /^\s*:{3,}\s*(\w*)\s*(.*)$/.exec(line) : null;
      const [, name = '', rest = ''] = colons ?? [];
      if (colons !== null && name === '' && rest === '' && depth > 0) {
        depth -= 1;
        return depth > 0 ? `${indent}${'> '.repeat(depth)}` : '';
      }
      if (calloutKind(name) !== undefined) {
        depth += 1;
        const title = /^\[(.*)\]/.exec(rest)?.[1] ?? rest;
        return `${indent}${'> '.repeat(depth)}[!${name.toUpperCase()}] ${title}`;
      }
      return depth > 0 ? `${indent}${'> '.repeat(depth)}${line.slice(indent.length)}` : line;
    })
    .join('\n');
}
