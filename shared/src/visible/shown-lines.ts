/**
 * The parts of a document's text that a page made of it does not show, four numbers each, in order:
 * the line and the column where it begins, the line and the column before which it ends. Lines are
 * counted from 1, columns in UTF-16 code units from 0.
 */
export type HiddenParts = readonly number[];

/**
 * Lines of a document without their hidden parts; there are as many lines as before.
 * @param firstLine the number of the first of them in the document
 */
export function withoutHidden(
  lines: readonly string[],
  firstLine: number,
  parts: HiddenParts,
): { lines: string[]; removed: number } {
  const shown = [...lines];
  let removed = 0;
  // From the last part to the first, so that the columns of the parts before stay true.
  for (let at = parts.length - 4; at >= 0; at -= 4) {
    const [fromLine = 0, fromColumn = 0, toLine = 0, toColumn = 0] = parts.slice(at, at + 4);
    const last = Math.min(toLine, firstLine + lines.length - 1);
    for (let line = Math.max(fromLine, firstLine); line <= last; line += 1) {
      const text = shown[line - firstLine] ?? '';
      const start = line === fromLine ? fromColumn : 0;
      const end = line === toLine ? toColumn : text.length;
      removed += text.slice(start, end).length;
      shown[line - firstLine] = text.slice(0, start) + text.slice(end);
    }
  }
  return { lines: shown, removed };
}
