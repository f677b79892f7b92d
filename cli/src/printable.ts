/**
 * Text of documents without the control characters that a terminal would obey: escape sequences
 * could move the cursor, hide text, or change the title.
 */
export function printable(text: string): string {
  return text.replace(controls, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of them but tab and line feed.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
