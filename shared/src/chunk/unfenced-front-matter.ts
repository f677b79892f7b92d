import type { FrontMatter } from './front-matter.ts';
import { headingText } from './heading-text.ts';
import { titleOfJson } from './json-title.ts';
import { isBlank } from './outline.ts';

const maxLines = 1000;
const key = /^[\p{L}][\p{L}\p{N}_ -]{0,40}:(?:[ \t]|$)/u;
const property = /^([\w./-]{1,60})::(?:[ \t]+(.*))?$/;

/**
 * What stands on a Markdown document's first lines about it, without a fence: JSON as Hugo has it,
 * Pandoc's title block, the metadata of MultiMarkdown and Pelican, and the properties of Logseq, which
 * are text of the page, too.
 */
export function readUnfenced(lines: readonly string[]): FrontMatter | null {
  return jsonObject(lines) ?? titleBlock(lines) ?? metadata(lines) ?? properties(lines);
}

/** One object, to the first brace at the left edge, or on one line. */
function jsonObject(lines: readonly string[]): FrontMatter | null {
  const first = lines[0]?.trim() ?? '';
  if (!/^\{\s*(?:$|")/.test(first)) return null;
  const isLine = first.endsWith('}');
  const close = isLine ? 0 : lines.slice(0, maxLines).findIndex((line) => /^\}\s*$/.test(line));
  if (close === -1 || (!isBlank(lines[close + 1]) && lines[close + 1] !== undefined)) return null;
  const title = titleOfJson(lines.slice(0, close + 1).join('\n'));
  if (title === undefined) return null;
  return { title, keys: isLine ? { first: 0, end: 1 } : { first: 1, end: close }, end: close + 1 };
}

/** https://pandoc.org/MANUAL.html#extension-pandoc_title_block */
function titleBlock(lines: readonly string[]): FrontMatter | null {
  if (!/^%(?:[ \t]|$)/.test(lines[0] ?? '')) return null;
  const starts = [0];
  let end = 1;
  for (; end < maxLines && !isBlank(lines[end]); end++) {
    if (/^%(?:[ \t]|$)/.test(lines[end] ?? '')) starts.push(end);
    else if (!/^[ \t]/.test(lines[end] ?? '')) return null;
  }
  if (starts.length > 3) return null;
  const said = lines.slice(0, starts[1] ?? end).map((line) => line.replace(/^%/, '').trim());
  return { title: headingText(said.join(' ')) || null, keys: { first: 0, end }, end };
}

/** https://fletcher.github.io/MultiMarkdown-6/syntax/metadata.html */
function metadata(lines: readonly string[]): FrontMatter | null {
  let end = 0;
  let title: string[] = [];
  let keys = 0;
  let isTitle = false;
  for (; end < maxLines && !isBlank(lines[end]); end++) {
    const line = lines[end] ?? '';
    if (/^[ \t]/.test(line) && end > 0) {
      if (isTitle) title.push(line);
      continue;
    }
    if (!key.test(line)) return null;
    keys += 1;
    isTitle = /^title:/i.test(line) && title.length === 0;
    if (isTitle) title = [line.slice('title:'.length)];
  }
  if (title.length === 0 || keys > 40) return null;
  return { title: headingText(title.join(' ')) || null, keys: { first: 0, end }, end };
}

/** Logseq shows them as the first block of its page. */
function properties(lines: readonly string[]): FrontMatter | null {
  let title: string | null = null;
  let end = 0;
  for (; end < maxLines; end++) {
    const [, name, value = ''] = property.exec(lines[end] ?? '') ?? [];
    if (name === undefined) break;
    if (name.toLowerCase() === 'title') title ??= headingText(value) || null;
  }
  return end === 0 ? null : { title, keys: { first: 0, end }, end };
}
