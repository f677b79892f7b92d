import { hasInvisible, withoutInvisible } from './invisible-characters.ts';

/**
 * A JSON value whose texts have lost what nobody sees.
 * @returns the value, the same if it has none of them, and how many characters were taken out
 */
export function shownValue(value: unknown): { value: unknown; removed: number } {
  // Most answers have none, and copying one takes longer than looking.
  if (!holdsInvisible(value)) return { value, removed: 0 };
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

function holdsInvisible(part: unknown): boolean {
  if (typeof part === 'string') return hasInvisible(part);
  if (typeof part !== 'object' || part === null || part instanceof Date) return false;
  if (Array.isArray(part)) return part.some(holdsInvisible);
  return Object.entries(part).some(([name, inner]) => hasInvisible(name) || holdsInvisible(inner));
}

/** An answer without what nobody sees, which says how much that was, if it was anything. */
export function shownAnswer(answer: object): object {
  const { value, removed } = shownValue(answer);
  const before = Number((answer as Counted).hidden_characters_removed ?? 0);
  return removed + before === 0
    ? (value as object)
    : { ...(value as object), hidden_characters_removed: before + removed };
}

/** The same as JSON. */
export function shownJson(answer: object): string {
  const json = JSON.stringify(answer);
  // Most answers have nothing to take out, and one look at the JSON, which escapes some of it, tells so.
  const mayHold = hasInvisible(json) || /\\[bfu]/.test(json);
  return mayHold ? JSON.stringify(shownAnswer(answer)) : json;
}

interface Counted {
  hidden_characters_removed?: number;
}
