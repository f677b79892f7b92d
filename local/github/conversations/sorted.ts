import type { Listed } from './conversations.ts';

const kept = new WeakMap<readonly Listed[], Map<string, readonly Listed[]>>();

/** A list in an order of time or of comments. Each order of a list is made once. */
export function sortedBy<Item extends Listed & { comments?: number }>(
  items: readonly Item[],
  field: 'created_at' | 'updated_at' | 'comments',
  direction: 'asc' | 'desc',
): readonly Item[] {
  const orders = kept.get(items) ?? new Map<string, readonly Listed[]>();
  kept.set(items, orders);
  const key = `${field} ${direction}`;
  const known = orders.get(key) as readonly Item[] | undefined;
  if (known !== undefined) return known;
  const sign = direction === 'asc' ? 1 : -1;
  const keyOf = (item: Item) =>
    field === 'comments' ? (item.comments ?? 0) : (item[field] ?? item.created_at);
  const sorted = items.toSorted((a, b) => sign * (keyOf(a) < keyOf(b) ? -1 : 1));
  orders.set(key, sorted);
  return sorted;
}
