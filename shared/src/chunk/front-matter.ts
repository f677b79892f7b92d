/** What stands between the opening and the closing fence on a document's first lines. */
export interface FrontMatter {
  title: string | null;
  /** 0-based, first and last line of the description; null when there is none. */
  description: { first: number; last: number } | null;
  /** 0-based number of the line after the closing fence. */
  end: number;
}

const fences: Record<string, RegExp> = { '---': /^(---|\.\.\.)\s*$/, '+++': /^\+\+\+\s*$/ };
const maxLines = 1000;

/** YAML (---) or TOML (+++) front matter; null when the document has none or never closes it. */
export function readFrontMatter(lines: string[]): FrontMatter | null {
  const closing = fences[lines[0]?.trimEnd() ?? ''];
  if (!closing) return null;
  let end = 1;
  while (end < lines.length && end < maxLines && !closing.test(lines[end] ?? '')) end++;
  if (!closing.test(lines[end] ?? '')) return null;
  const title = findKey(lines, end, 'title');
  const description = findKey(lines, end, 'description');
  return {
    title: title === null ? null : unquote(scalar(lines, title)) || null,
    description,
    end: end + 1,
  };
}

/** The lines of a top-level key: its own, and the indented ones that continue it. */
function findKey(lines: string[], end: number, key: string) {
  const start = new RegExp(`^["']?${key}["']?\\s*[:=]`, 'i');
  for (let first = 1; first < end; first++) {
    if (!start.test(lines[first] ?? '')) continue;
    let last = first;
    while (last + 1 < end && /^\s+\S/.test(lines[last + 1] ?? '')) last++;
    return { first, last };
  }
  return null;
}

function scalar(lines: string[], at: { first: number; last: number }): string {
  const [head = '', ...rest] = lines.slice(at.first, at.last + 1);
  const value = head.replace(/^[^:=]*[:=]\s*/, '').replace(/^[|>][+-]?\d?\s*$/, '');
  return [value, ...rest]
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value);
  if (!quoted) return value.replace(/\s+#.*$/, '');
  const inner = quoted[2] ?? '';
  return quoted[1] === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
}
