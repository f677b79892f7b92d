export interface PageArguments {
  first?: number;
  after?: string | null;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' };
}

/** An item's place in its order, which it keeps while others come and go. */
interface Place {
  time: string;
  id: string | number;
}

/** A page of a connection; its cursor is the place of the item after which it goes on. */
export function connection<Item, Shown>(
  items: readonly Item[],
  { first = 100, after, orderBy }: PageArguments,
  show: (item: Item) => Shown,
  placeOf: (item: Item) => Place,
) {
  const from = after ? following(items, readCursor(after), placeOf, orderBy?.direction) : 0;
  const shown = items.slice(from, from + first);
  const last = shown.at(-1);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: from + first < items.length,
      endCursor: last === undefined ? null : cursorAt(placeOf(last)),
    },
    nodes: () => shown.map(show),
  };
}

/** Items within another, which are never asked for beyond the first page. */
export function firstOf<Item>(items: readonly Item[]) {
  return ({ first = 100 }: PageArguments) => ({
    pageInfo: { hasNextPage: items.length > first, endCursor: null },
    nodes: items.slice(0, first),
  });
}

function following<Item>(
  items: readonly Item[],
  { time, id }: Place,
  placeOf: (item: Item) => Place,
  direction: 'ASC' | 'DESC' = 'ASC',
): number {
  const at = items.findIndex((item) => placeOf(item).id === id);
  if (at >= 0) return at + 1;
  // It is gone: those beyond its time.
  const next = items.findIndex((item) =>
    direction === 'ASC' ? placeOf(item).time > time : placeOf(item).time < time,
  );
  return next < 0 ? items.length : next;
}

function cursorAt({ time, id }: Place): string {
  return Buffer.from(`cursor:v2:${JSON.stringify([time, id])}`).toString('base64');
}

function readCursor(cursor: string): Place {
  try {
    const [time, id] = JSON.parse(Buffer.from(cursor, 'base64').toString().slice(10));
    return { time, id };
  } catch {
    throw new Error(`\`${cursor}\` does not appear to be a valid cursor.`);
  }
}
