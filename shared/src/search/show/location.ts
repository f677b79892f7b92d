import type { Locations, SourceKind } from '../../document.ts';
import { hasOwnLines } from '../../extract/formats.ts';

/** A document's link, to these lines if its text has the lines of the file and the site shows them. */
export function linkToLines(
  { url, source, contentType }: { url: string; source: SourceKind; contentType: string },
  startLine: number,
  endLine: number,
): string {
  return source === 'github' && hasOwnLines(contentType) ? `${url}#L${startLine}-L${endLine}` : url;
}

/**
 * Where in a file its extracted text's lines are: `page 3`, `slide 1–2`, `sheet Costs`, `line 120`.
 * Null if the text has the lines of the file.
 */
export function locationName(
  locations: Locations | null,
  startLine: number,
  endLine: number,
): string | null {
  if (locations === null) return null;
  const { kind, starts } = locations;
  // A title may come before the first part.
  const partAt = (line: number) =>
    (starts.findLast((start) => start.line <= line) ?? starts[0])?.at;
  const [first, last] = [partAt(startLine), partAt(endLine)];
  return first === last ? `${kind} ${first}` : `${kind} ${first}–${last}`;
}
