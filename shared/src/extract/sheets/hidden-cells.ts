/** What becomes of hidden sheets, rows and columns: left out, or read with a mark on each cell. */
export type HiddenCells = 'omit' | 'mark';

const mark = '[hidden]';

/** A text of a hidden cell, sheet or comment, so that nobody takes it for one that is shown. */
export function markHidden(text: string): string {
  return text === '' ? '' : `${mark} ${text}`;
}
