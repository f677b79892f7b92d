import { documentedNames } from './documented-names.ts';
import { isBlank } from './outline.ts';
import { readDefinitions } from './read-definitions.ts';

/**
 * Of a text's lines, the share that ends as statements do: prose has fewer, but for lists of links,
 * and these define nothing.
 */
const leastShare = 0.3;
const ends = new Set('{}()[];:,');
const closes = new Set('}])');

/** Whether a text is code, where its file's name does not say so: a script, or lines that define a name. */
export function looksLikeCode(lines: readonly string[]): boolean {
  return lines[0]?.startsWith('#!') === true || definedNames(lines).length > 0;
}

/**
 * The names that a text defines, if its lines look like code; by the text alone, so that the same
 * passage has the same names in any document. A text with a fence is prose that shows code.
 */
export function definedNames(lines: readonly string[]): string[] {
  let written = 0;
  let asCode = 0;
  for (const line of lines) {
    if (isBlank(line)) continue;
    written += 1;
    if (endsAsCode(line)) asCode += 1;
  }
  if (asCode < leastShare * written) return [];
  return lines.some((line) => /^\s*(?:```|~~~)/.test(line)) ? [] : readDefinitions(lines);
}

function endsAsCode(line: string): boolean {
  const text = line.trim();
  return ends.has(text.at(-1) ?? '') || closes.has(text.charAt(0));
}

/**
 * The names that a passage defines: as code, or as a reference does, entry by entry.
 */
export function namesOf(lines: readonly string[]): string[] {
  const ofCode = definedNames(lines);
  return ofCode.length > 0 ? ofCode : documentedNames(lines);
}
