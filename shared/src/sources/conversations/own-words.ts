/** A box of a form that a person ticks, with what it stands for. */
const emptyBox = /^\s*[-*+]\s+\[ \]/;
const tickedBox = /^\s*[-*+]\s+\[[xX]\]\s*(.*)$/;
/** What templates make people confirm; other ticked boxes are what somebody has done. */
const confirmation =
  /^\**\s*(?:I(?:['’]ve| have| am|['’]m| agree| understand| confirm| did| checked| read| searched| tried)\b|by (?:submitting|opening|checking)\b|this (?:issue|is not|isn['’]t)\b.*\b(?:duplicate|unique)\b|(?:searched|checked|read)\b)/i;
/** What GitHub writes into the fields of a form that were left empty. */
const noResponse = /^_No response_$/;
const heading = /^ {0,3}(#{1,6})\s/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * What a person wrote of a body, without what a template put there: HTML comments, empty boxes, boxes
 * that confirm something (“I have searched existing issues”), fields without a response, and headings
 * with nothing below them. Code stays as it is.
 */
export function ownWords(body: string): string {
  const lines = outsideCode(body.replaceAll(/\r\n?/g, '\n'));
  const said = lines.filter(({ text, isCode }) => isCode || !isTemplate(text));
  return withoutEmptySections(said)
    .map(({ text }) => text)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

interface Line {
  text: string;
  isCode: boolean;
}

/** The lines without comments, which may span several; one that never ends hides the rest. */
function outsideCode(body: string): Line[] {
  const lines: Line[] = [];
  let open: string | null = null;
  let isComment = false;
  for (const line of body.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (open !== null) {
      if (mark?.startsWith(open) && line.trim() === mark) open = null;
      lines.push({ text: line, isCode: true });
      continue;
    }
    if (!isComment && mark !== undefined) {
      open = mark;
      lines.push({ text: line, isCode: true });
      continue;
    }
    const hadComment = isComment;
    let text = line;
    if (isComment) {
      const end = text.indexOf('-->');
      if (end < 0) continue;
      text = text.slice(end + 3);
      isComment = false;
    }
    text = text.replaceAll(/<!--.*?-->/g, '');
    const start = text.indexOf('<!--');
    if (start >= 0) {
      text = text.slice(0, start);
      isComment = true;
    }
    // A line that held nothing but a comment leaves none behind.
    if (text.trim() === '' && (hadComment || text !== line)) continue;
    lines.push({ text, isCode: false });
  }
  return lines;
}

function isTemplate(line: string): boolean {
  if (emptyBox.test(line) || noResponse.test(line.trim())) return true;
  const ticked = tickedBox.exec(line)?.[1];
  return ticked !== undefined && confirmation.test(ticked);
}

function withoutEmptySections(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  let levelBelow = 0;
  let hasText = false;
  for (const line of lines.toReversed()) {
    const level = line.isCode ? undefined : heading.exec(line.text)?.[1]?.length;
    if (level === undefined) {
      hasText ||= line.text.trim() !== '';
      kept.push(line);
      continue;
    }
    // A heading stands when there is text below it, or a deeper heading that stands.
    if (hasText || levelBelow > level) {
      kept.push(line);
      levelBelow = level;
    }
    hasText = false;
  }
  return kept.toReversed();
}
