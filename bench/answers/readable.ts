/** What a model makes of a text: without JSON's escapes, marks of words, and line breaks. */
export function readable(text: string): string {
  return text
    .replaceAll('\\n', '\n')
    .replaceAll('\\"', '"')
    .replace(/<\/?mark>/g, '')
    .replace(/\s+/g, ' ');
}
