import type { Locations, SourceKind } from '../../document.ts';
import { hasOwnLines } from '../../extract/formats.ts';
import { isMarkdownOnGitHub, isRenderedOnGitHub } from './rendered-files.ts';

/** A document, as its link needs it. */
export interface LinkedDocument {
  url: string;
  source: SourceKind;
  path: string;
  contentType: string;
  locations: Locations | null;
}

/**
 * A document's link, to the section of a web page or the page of a site's PDF that these lines of its
 * text are in, or to the lines themselves where they are known in the file and the site shows them. GitHub shows the lines of a file that it renders with `plain=1` alone; source:
 * https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
 */
export function linkToLines(document: LinkedDocument, startLine: number, endLine: number): string {
  const { url, source, path, locations } = document;
  if (locations?.kind === 'section') {
    const fragment = locations.starts.findLast(({ line }) => line <= startLine)?.at;
    return fragment === undefined ? url : `${url}#${encodeURIComponent(fragment)}`;
  }
  // Browsers open a PDF at a page; the viewers of GitHub and Drive do not.
  if (source === 'web' && locations?.kind === 'page') {
    return `${url}#page=${partAt(locations, startLine)}`;
  }
  const lines = fileLines(document, startLine, endLine);
  if (source !== 'github' || lines === null) return url;
  const plain = isPage(url) && isRenderedOnGitHub(path) ? '?plain=1' : '';
  const last = lines.last === null ? '' : `-L${lines.last}`;
  return `${url}${plain}#L${lines.first}${last}`;
}

/** The link to a section on the page that GitHub makes of a file; null: it makes none, or no anchor. */
export function linkToSection(
  { url, source, path }: LinkedDocument,
  anchor: string | null,
): string | null {
  const isKnown = source === 'github' && isPage(url) && isMarkdownOnGitHub(path);
  return isKnown && anchor !== null ? `${url}#${encodeURIComponent(anchor)}` : null;
}

/** Not a file on this machine. */
function isPage(url: string): boolean {
  return /^https?:/.test(url);
}

/**
 * The lines of the file that hold these lines of its text; null: its text is not in lines. Of a
 * table's rows it is known on which line each part begins, so not where the last part ends.
 */
function fileLines(
  { contentType, locations }: LinkedDocument,
  startLine: number,
  endLine: number,
): { first: number; last: number | null } | null {
  if (locations?.kind === 'line') {
    const next = locations.starts.find((start) => start.line > endLine);
    return { first: Number(partAt(locations, startLine)), last: next ? Number(next.at) - 1 : null };
  }
  return hasOwnLines(contentType) ? { first: startLine, last: endLine } : null;
}

/**
 * Where in a file its extracted text's lines are: `page 3`, `slide 1–2`, `sheet Costs`, `line 120`.
 * Null if the text has the lines of the file, or is a web page, whose sections only links name.
 */
export function locationName(
  locations: Locations | null,
  startLine: number,
  endLine: number,
): string | null {
  if (locations === null || locations.kind === 'section') return null;
  const [first, last] = [partAt(locations, startLine), partAt(locations, endLine)];
  return first === last ? `${locations.kind} ${first}` : `${locations.kind} ${first}–${last}`;
}

/** The part of a file that a line of its text is in. A title may come before the first part. */
function partAt({ starts }: Locations, line: number): number | string | undefined {
  return (starts.findLast((start) => start.line <= line) ?? starts[0])?.at;
}
