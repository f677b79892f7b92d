/** A snippet without its marks, as in the document. */
export function unmarked(snippet = ''): string {
  return snippet.replace(/<\/?mark>/g, '');
}
