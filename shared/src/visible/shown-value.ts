import { withoutInvisible } from './invisible-characters.ts';

/**
 * A JSON value whose texts have lost what nobody sees.
 * @returns the value, and how many characters were taken out
 */
export function shownValue(value: unknown): { value: unknown; removed: number } {
  let removed = 0;
  const shownText = (text: string) => {
    const shown = withoutInvisible(text);
    removed += shown.removed;
    return shown.text;
  };
  const shown = (part: unknown): unknown => {
    if (typeof part === 'string') return shownText(part);
    if (Array.isArray(part)) return part.map(shown);
    if (typeof part !== 'object' || part === null || part instanceof Date) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [shownText(name), shown(inner)]),
    );
  };
  return { value: shown(value), removed };
}

/** An answer without what nobody sees, which says how much that was, if it was anything. */
export function shownAnswer(answer: object): object {
  const { value, removed } = shownValue(answer);
  const before = Number((answer as Counted).hidden_characters_removed ?? 0);
  return removed + before === 0
    ? (value as object)
    : { ...(value as object), hidden_characters_removed: before + removed };
}

interface Counted {
  hidden_characters_removed?: number;
}
