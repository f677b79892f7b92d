import { hidesElement, isTiny, readStyle } from './hidden-style.ts';

const maxCharacters = 200_000;

/**
 * What a style sheet hides, by simple selectors: `p`, `.note`, `#top`, `p.note` as `.note`. Rules for
 * some width or for print are left aside.
 */
export function namesHiddenBy(css: string): Set<string> {
  const names = new Set<string>();
  const rules = css.slice(0, maxCharacters).replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '');
  let depth = 0;
  let start = 0;
  let selector = '';
  for (const { 0: brace, index } of rules.matchAll(/[{};]/g)) {
    if (brace === '{') {
      selector = rules.slice(start, index);
      depth += 1;
    } else if (brace === '}') {
      const style = readStyle(rules.slice(start, index));
      if (depth === 1 && (hidesElement(style) || isTiny(style))) addNames(selector, names);
      depth = Math.max(0, depth - 1);
    } else if (depth > 0) continue;
    start = index + 1;
  }
  return names;
}

function addNames(selector: string, names: Set<string>): void {
  for (const each of selector.split(',')) {
    const [, name = '', own] = /^\s*([\w-]*)([.#][\w-]+)?\s*$/.exec(each) ?? [];
    const key = own ?? name.toLowerCase();
    if (key !== '') names.add(key);
  }
}
