import type { LineRange } from './outline.ts';

/** What stands between the opening and the closing fence on a document's first lines. */
export interface FrontMatter {
  title: string | null;
  /** The lines of the description; null when there is none. */
  description: LineRange | null;
  /** 0-based number of the line after the closing fence. */
  end: number;
}

const fences: Record<string, RegExp> = { '---': /^(---|\.\.\.)\s*$/, '+++': /^\+\+\+\s*$/ };
const maxLines = 1000;
const maxTitleLength = 300;

/** YAML (---) or TOML (+++) front matter; null when the document has none or never closes it. */
export function readFrontMatter(lines: string[]): FrontMatter | null {
  const opening = lines[0]?.trimEnd() ?? '';
  const closing = Object.hasOwn(fences, opening) ? fences[opening] : undefined;
  if (!closing) return null;
  const end = lines.slice(0, maxLines).findIndex((line, index) => index > 0 && closing.test(line));
  if (end < 0) return null;
  const title = findKey(lines, end, 'title');
  return {
    title: title && (unquote(scalar(lines, title)).slice(0, maxTitleLength) || null),
    description: findKey(lines, end, 'description'),
    end: end + 1,
  };
}

/** The lines of a top-level key: its own, and the indented ones that continue it. */
function findKey(lines: string[], close: number, key: string): LineRange | null {
  const start = new RegExp(`^["']?${key}["']?\\s*[:=]`, 'i');
  const first = lines.slice(0, close).findIndex((line) => start.test(line));
  if (first < 0) return null;
  let end = first + 1;
  while (end < close && /^\s+\S/.test(lines[end] ?? '')) end++;
  return { first, end };
}

function scalar(lines: string[], at: LineRange): string {
  const [head = '', ...rest] = lines.slice(at.first, at.end);
  const value = head.replace(/^[^:=]*[:=]\s*/, '').replace(/^[|>][+-]?\d?\s*$/, '');
  return [value, ...rest]
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value);
  if (!quoted) return value.replace(/\s#.*$/, '').trim();
  const inner = quoted[2] ?? '';
  return quoted[1] === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
}
