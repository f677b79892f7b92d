import MarkdownIt from 'markdown-it';

/** Only blocks matter, each with its lines. */
const markdown = new MarkdownIt({ html: true });
markdown.core.ruler.enableOnly(['normalize', 'block']);

const deepest = 6;

/**
 * Markdown that can stand under a heading among other texts: its own headings are set below that one,
 * and a code block, comment or tag that it never closes ends with it.
 * @param level of the heading above, 1 to 6
 */
export function setBelow(level: number, text: string): string {
  const contained = endsOpen(text) ? quoted(text) : text;
  const lines = contained.split('\n');
  for (const token of markdown.parse(contained, {})) {
    if (token.type !== 'heading_open' || token.map === null) continue;
    const [first, end] = token.map;
    const marks = '#'.repeat(Math.min(deepest, Number(token.tag.slice(1)) + level));
    // One that is underlined may have several lines.
    const isUnderlined = token.markup === '=' || token.markup === '-';
    const last = isUnderlined ? end - 1 : first;
    if (isUnderlined && last > first) {
      const said = lines.slice(first, last).map(withoutQuote).join(' ').trim();
      lines[first] = `${quoteOf(lines[first])}${marks} ${said}`;
      for (let line = first + 1; line <= last; line++) lines[line] = quoteOf(lines[line]);
    } else lines[first] = (lines[first] ?? '').replace(/#{1,6}/, marks);
  }
  return lines.join('\n');
}

const quoteMarks = /^(?:\s*>)*\s*/;
const quoteOf = (line = '') => quoteMarks.exec(line)?.[0] ?? '';
const withoutQuote = (line: string) => line.replace(quoteMarks, '').trim();

/** Whether a heading after the text would be part of the text's last block. */
function endsOpen(text: string): boolean {
  const tokens = markdown.parse(`${text}\n\n# end`, {});
  const last = tokens.findLast(({ type }) => type === 'heading_open');
  return last?.level !== 0 || tokens.at(-2)?.content !== 'end';
}

/** Nothing goes on beyond the end of a quotation. */
function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
