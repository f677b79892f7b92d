import { titleOfJson } from './json-title.ts';
import { isBlank, type LineRange, type Outline } from './outline.ts';

/** What stands between the opening and the closing fence on a document's first lines. */
export interface FrontMatter {
  title: string | null;
  /** The lines between the fences; null when they say nothing beside the title of a body. */
  keys: LineRange | null;
  /** 0-based number of the line after the closing fence. */
  end: number;
}

interface Syntax {
  closing: RegExp;
  /** A line that stands at the left edge of a mapping. */
  key: RegExp;
  /** A line after which the keys belong to a table inside. */
  table: RegExp | null;
}

/** By the opening fence: YAML, and TOML as Hugo and Zola have it. */
const syntaxes: ReadonlyMap<string, Syntax> = new Map([
  ['---', { closing: /^(---|\.\.\.)\s*$/, key: /^["']?[^\s:"'][^:]{0,80}:(\s|$)/, table: null }],
  ['+++', { closing: /^\+\+\+\s*$/, key: /^["']?[\w.-][^=]{0,80}=/, table: /^\[/ }],
]);
/** Of a text over several lines in TOML. */
const openQuotes = /^[^=]*=\s*("""|''')(.*)$/;
/** YAML's words for no value. */
const isNothing = /^(?:~|null)\s*(?:#.*)?$/i;
const maxLines = 1000;
const maxTitleLength = 300;

/**
 * YAML (---) or TOML (+++) front matter. Null when the document has none, never closes it, or has
 * something else than keys there: `---` is a rule in Markdown, too.
 */
export function readFrontMatter(lines: readonly string[]): FrontMatter | null {
  if (/^;;;\s*$/.test(lines[0] ?? '')) return jsonBetweenFences(lines);
  const syntax = syntaxes.get(lines[0]?.trimEnd() ?? '');
  if (!syntax) return null;
  const head = lines.slice(0, maxLines);
  const end = head.findIndex((line, index) => index > 0 && syntax.closing.test(line));
  if (end < 0) return null;
  const inside = head.slice(1, end);
  if (!readsAsKeys(syntax.table === null ? inside : withoutLongTexts(inside), syntax)) return null;
  const firstTable = inside.findIndex((line) => syntax.table?.test(line));
  const top = firstTable < 0 ? inside : inside.slice(0, firstTable);
  const titleLines = findTitle(top);
  const title = titleOf(titleLines);
  const lone = inside.filter((line) => !isBlank(line)).length === titleLines.length;
  const isTitleAlone = lone && saysAll(titleLines, title ?? 'null');
  const keys = isTitleAlone && !lines.slice(end + 1).every(isBlank) ? null : { first: 1, end };
  return { title, keys, end: end + 1 };
}

/** As tools that take front matter in several languages have it. */
function jsonBetweenFences(lines: readonly string[]): FrontMatter | null {
  const end = lines.slice(0, maxLines).findIndex((line, at) => at > 0 && /^;;;\s*$/.test(line));
  const title = end > 0 ? titleOfJson(lines.slice(1, end).join('\n')) : undefined;
  return title === undefined ? null : { title, keys: { first: 1, end }, end: end + 1 };
}

/** A reader of other lines for those that may begin with front matter, as generators of sites have it. */
export function belowFrontMatter(read: (lines: string[]) => Outline): (lines: string[]) => Outline {
  return (lines) => {
    const front = readFrontMatter(lines);
    if (front === null) return read(lines);
    const outline = read(lines.map((line, at) => (at < front.end ? '' : line)));
    const { title, keys, end } = front;
    const statedTitle = title ?? outline.statedTitle;
    return { ...outline, statedTitle, frontMatter: keys, bodyStart: end };
  };
}

/** Whether a title has every word of its lines: none is cut off, or stands in a comment. */
function saysAll(lines: readonly string[], title: string): boolean {
  const words =
    lines
      .join(' ')
      .replace(/^[^:=]*[:=]/, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = new Set(title.match(/[\p{L}\p{N}]+/gu));
  return words.every((word) => said.has(word));
}

/** Without the lines on which a text of TOML in three quotes goes on. */
function withoutLongTexts(lines: readonly string[]): string[] {
  let quotes: string | null = null;
  return lines.filter((line) => {
    const isInside = quotes !== null;
    const [, opened, inside = ''] = quotes === null ? (openQuotes.exec(line) ?? []) : [];
    if (quotes !== null && line.includes(quotes)) quotes = null;
    else if (opened !== undefined && !inside.includes(opened)) quotes = opened;
    return !isInside;
  });
}

/** Whether it begins with a key, and holds nothing at the left edge that a mapping does not. */
function readsAsKeys(lines: readonly string[], { key, table }: Syntax): boolean {
  const [opening, ...rest] = said(lines);
  const opens = opening !== undefined && (key.test(opening) || table?.test(opening) === true);
  return opens && rest.every((line) => key.test(line) || /^(?:\s|[-\]}[{"'&*!])/.test(line));
}

/** The lines that are neither blank nor comments. */
function said(lines: readonly string[]): string[] {
  return lines.filter((line) => !isBlank(line) && !line.startsWith('#'));
}

/** The lines of the title's key: its own, and those that continue it, indented or in TOML's quotes. */
function findTitle(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => /^["']?title["']?\s*[:=]/i.test(line));
  if (first < 0) return [];
  let end = first + 1;
  const [, quotes, inside = ''] = openQuotes.exec(lines[first] ?? '') ?? [];
  if (quotes !== undefined && !inside.includes(quotes)) {
    const closing = lines.findIndex((line, at) => at > first && line.includes(quotes));
    if (closing > 0) return lines.slice(first, closing + 1);
  }
  while (end < lines.length && /^\s+\S/.test(lines[end] ?? '')) end++;
  return lines.slice(first, end);
}

function titleOf([head = '', ...rest]: readonly string[]): string | null {
  const value = head.replace(/^[^:=]*[:=]\s*/, '').replace(/^[|>][+-]?\d?\s*$/, '');
  const scalar = [value, ...rest]
    .map((line) => line.trim())
    .join(' ')
    .trim();
  const [, , within] = /^("""|''')(.*?)\1/.exec(scalar) ?? [];
  if (isNothing.test(scalar)) return null;
  const title = within === undefined ? unquote(scalar) : within.trim();
  return title.slice(0, maxTitleLength).toWellFormed().trim() || null;
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value);
  if (!quoted) return value.replace(/\s#.*$/, '').trim();
  const inner = quoted[2] ?? '';
  return quoted[1] === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
}
