/** A snippet as it stands in the document. */
export function unmarked(snippet = ''): string {
  return snippet.replace(/<\/?mark>/g, '');
}
