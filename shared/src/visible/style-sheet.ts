import { hidesElement, isTiny, readStyle, type Style } from './hidden-style.ts';
import { paintedColour } from './read-colour.ts';

const maxCharacters = 200_000;
/** Rules that set colours; of more, none are followed. */
const maxRules = 400;

/** What the style sheets of a page say about what is seen. */
export interface StyleSheet {
  /** What they hide, by simple selectors: `p`, `.note`, `#top`. */
  hidingNames: ReadonlySet<string>;
  /** In their order, those that set colours. */
  rules: readonly ColourRule[];
  /** Whether a ground may have a colour that is not known here. */
  isPartial: boolean;
}

export interface ColourRule {
  /** From the element itself outward: each is its name, classes and id, as `p`, `.note`, `#top`. */
  path: readonly (readonly string[])[];
  /** What counts when several rules match: ids, classes, names. */
  weight: number;
  style: Style;
}

export const noStyleSheet: StyleSheet = { hidingNames: new Set(), rules: [], isPartial: false };

const colours = ['color', '-webkit-text-fill-color', 'background', 'background-color', 'position'];
const grounds = ['background', 'background-color', 'background-image'];

/** Rules for some width or for print are left aside. */
export function readStyleSheet(css: string): StyleSheet {
  const hidingNames = new Set<string>();
  const rules: ColourRule[] = [];
  const values = new Map<string, string>();
  let isPartial = css.length > maxCharacters;
  for (const { selector, style } of rulesOf(css)) {
    for (const [name, value] of style) if (name.startsWith('--')) values.set(name, value);
    if (hidesElement(style) || isTiny(style)) addNames(selector, hidingNames);
    if (![...grounds, ...colours].some((name) => style.has(name))) continue;
    for (const each of selector.split(',')) {
      const plain = each.replace(/:root\b/, 'html').replace(structure, '');
      const path = pathOf(plain);
      const ground = grounds.map((name) => style.get(name)).find((value) => value !== undefined);
      const isLight = Math.min(...(paintedColour(ground ?? '') ?? [0]).slice(0, 3)) > 200;
      const isSure = plain === each || /^\s*:root\s*$/.test(each);
      if (path !== null && (isSure || isLight)) rules.push({ path, weight: weightOf(path), style });
      else if (ground !== undefined && !/:/.test(plain)) isPartial = true;
    }
    if (rules.length > maxRules) return { hidingNames, rules: [], isPartial: true };
  }
  return { hidingNames, rules: rules.map((rule) => withValues(rule, values)), isPartial };
}

/** Which children an element is among: a rule for some of them may be meant. */
const structure =
  /:(?:not|is|where|has|nth-[\w-]+|first-[\w-]+|last-[\w-]+|only-[\w-]+|empty|root)(?:\([^)]*\))?|\[[^\]]*\]/g;

function* rulesOf(css: string): Generator<{ selector: string; style: Style }> {
  const text = css.slice(0, maxCharacters).replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '');
  let depth = 0;
  let start = 0;
  let selector = '';
  for (const { 0: brace, index } of text.matchAll(/[{};]/g)) {
    if (brace === '{') {
      selector = text.slice(start, index);
      depth += 1;
    } else if (brace === '}') {
      if (depth === 1) yield { selector, style: readStyle(text.slice(start, index)) };
      depth = Math.max(0, depth - 1);
    } else if (depth > 0) continue;
    start = index + 1;
  }
}

function addNames(selector: string, names: Set<string>): void {
  for (const each of selector.split(',')) {
    const [, name = '', own] = /^\s*([\w-]*)([.#][\w-]+)?\s*$/.exec(each) ?? [];
    const key = own ?? name.toLowerCase();
    if (key !== '') names.add(key);
  }
}

/** Null for a selector that is not followed. */
function pathOf(selector: string): string[][] | null {
  const parts = selector.trim().split(/\s*>\s*|\s+/);
  if (parts.length > 4) return null;
  const path = parts.map((part) => {
    if (!/^(?:\*|[\w-]+)?(?:[.#][\w-]+)*$/.test(part) || part === '') return null;
    const [name = ''] = /^[\w-]*/.exec(part) ?? [];
    return [...(name === '' ? [] : [name.toLowerCase()]), ...(part.match(/[.#][\w-]+/g) ?? [])];
  });
  return path.includes(null) ? null : (path as string[][]).reverse();
}

function weightOf(path: ColourRule['path']): number {
  const weights = path.flat().map((name) => (name[0] === '#' ? 10_000 : name[0] === '.' ? 100 : 1));
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The rule with the values of custom properties, as in `var(--ground)`. */
function withValues(rule: ColourRule, values: ReadonlyMap<string, string>): ColourRule {
  const resolved = [...rule.style].map(([name, value]): [string, string] => [
    name,
    value
      .slice(0, 1_000)
      .replace(/var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)/g, (whole, of: string, other?: string) =>
        (values.get(of) ?? other ?? whole).trim(),
      ),
  ]);
  return { ...rule, style: new Map(resolved) };
}
