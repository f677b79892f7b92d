/**
 * The index of the first item that is at a line or after it; the number of items if there is none.
 * Searching each line's heading from the beginning made a file of headings take minutes.
 * @param items in the order of their lines
 */
export function indexFrom<Item>(
  items: readonly Item[],
  line: number,
  lineOf: (item: Item) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && lineOf(item) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
