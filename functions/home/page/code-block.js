import { element } from './element.js';

/** Longer code stays without colours, which would take seconds. */
const longCode = 200_000;

/**
 * Code in lines, which get their colours once the script that knows them has been loaded.
 * @param {string} code
 * @param {string} language a name, or a file's extension
 * @param {{ firstLine?: number }} [options] `firstLine` numbers the lines, each with `data-line`,
 *   counted from 0
 */
export function codeBlock(code, language, { firstLine } = {}) {
  const lines = code.split('\n').map((text, index) =>
    element(
      'span',
      {
        class: 'line',
        'data-line': firstLine === undefined ? null : index,
        'data-number': firstLine === undefined ? null : firstLine + index,
      },
      text,
      '\n',
    ),
  );
  const block = element('pre', { tabindex: 0 }, element('code', {}, ...lines));
  if (language !== '' && code.length <= longCode) colour(lines, code, language);
  return block;
}

/** @param {HTMLElement[]} lines @param {string} code @param {string} language */
async function colour(lines, code, language) {
  const { codeTokens } = await import('./highlight.js');
  const tokens = codeTokens(code, language);
  if (tokens === null) return;
  /** @type {Node[][]} */
  const coloured = [[]];
  for (const { text, kind } of tokens) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) coloured.push([]);
      if (part !== '') coloured.at(-1)?.push(element('span', { class: kind || null }, part));
    }
  }
  for (const [index, line] of lines.entries())
    line.replaceChildren(...(coloured[index] ?? []), '\n');
}
