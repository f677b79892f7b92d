/** What stands in the place of bytes that are no text. */
export const mark = '…';
