/**
 * A text quoted exactly, between fences that it cannot close.
 */
export function fenced(text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

/** A text of a document on one line, as a name is. */
export function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Fields as one line, nested ones in brackets: `state: failed; skipped: (binary: 3)`. */
export function fieldsLine(fields: object): string {
  return Object.entries(fields)
    .filter(([, value]) => isFilled(value))
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join('; ');
}

function isFilled(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined;
  return value !== null && Object.keys(value).length > 0;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `(${fieldsLine(value)})`;
  return typeof value === 'string' ? inLine(value) : String(value);
}
