import type { SourceKind } from '../../document.ts';
import { hasOwnLines } from '../../extract/formats.ts';

/** A document's link at these lines, where its text has the file's own ones and the site shows them. */
export function linkToLines(
  { url, source, contentType }: { url: string; source: SourceKind; contentType: string },
  startLine: number,
  endLine: number,
): string {
  return source === 'github' && hasOwnLines(contentType) ? `${url}#L${startLine}-L${endLine}` : url;
}
