/** Characters of a name that order a list: a page's cursor repeats them, and has to fit an address. */
const sortedLength = 300;

/** SQL: what a list is ordered by, of a column of any length. */
export function sortKey(column: string): string {
  return `left(${column}, ${sortedLength})`;
}

/** The same of a value. */
export function sortKeyOf(text: string): string {
  return [...text.slice(0, 2 * sortedLength)].slice(0, sortedLength).join('');
}
