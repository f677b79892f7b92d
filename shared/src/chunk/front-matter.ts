import { isBlank, type LineRange } from './outline.ts';

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
const maxLines = 1000;
const maxTitleLength = 300;

/**
 * YAML (---) or TOML (+++) front matter. Null when the document has none, never closes it, or has
 * something else than keys there: `---` is a rule in Markdown, too.
 */
export function readFrontMatter(lines: readonly string[]): FrontMatter | null {
  const syntax = syntaxes.get(lines[0]?.trimEnd() ?? '');
  if (!syntax) return null;
  const head = lines.slice(0, maxLines);
  const end = head.findIndex((line, index) => index > 0 && syntax.closing.test(line));
  if (end < 0) return null;
  const inside = head.slice(1, end);
  if (!readsAsKeys(inside, syntax)) return null;
  const firstTable = inside.findIndex((line) => syntax.table?.test(line));
  const top = firstTable < 0 ? inside : inside.slice(0, firstTable);
  const titleLines = findTitle(top);
  const isTitleAlone = said(inside).length === said(titleLines).length;
  const keys = isTitleAlone && !lines.slice(end + 1).every(isBlank) ? null : { first: 1, end };
  return { title: titleOf(titleLines), keys, end: end + 1 };
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

/** The lines of the title's key: its own, and the indented ones that continue it. */
function findTitle(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => /^["']?title["']?\s*[:=]/i.test(line));
  if (first < 0) return [];
  let end = first + 1;
  while (end < lines.length && /^\s+\S/.test(lines[end] ?? '')) end++;
  return lines.slice(first, end);
}

function titleOf([head = '', ...rest]: readonly string[]): string | null {
  const value = head.replace(/^[^:=]*[:=]\s*/, '').replace(/^[|>][+-]?\d?\s*$/, '');
  const scalar = [value, ...rest].map((line) => line.trim()).join(' ');
  return unquote(scalar.trim()).slice(0, maxTitleLength).toWellFormed() || null;
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value);
  if (!quoted) return value.replace(/\s#.*$/, '').trim();
  const inner = quoted[2] ?? '';
  return quoted[1] === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
}
