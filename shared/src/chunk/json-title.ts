import { headingText } from './heading-text.ts';

/** What a document says of itself in JSON; undefined when it is no object of JSON that has keys. */
export function titleOfJson(text: string): string | null | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (Object.keys(value).length === 0) return undefined;
    const title = Object.entries(value).find(([name]) => name.toLowerCase() === 'title')?.[1];
    return typeof title === 'string' ? headingText(title) || null : null;
  } catch {
    return undefined;
  }
}
