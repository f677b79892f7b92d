import { createHash } from 'node:crypto';

/** Tells sets of lines from each other, whatever their order. */
export function digestOf(lines: readonly string[]): string {
  const sorted = lines.toSorted().join('\n');
  return createHash('sha256').update(sorted).digest('base64url').slice(0, 12);
}
