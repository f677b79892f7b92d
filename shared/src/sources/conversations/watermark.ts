import * as z from 'zod';

/**
 * Up to where the changes of a list were read. What changed shortly before is remembered one by one:
 * clocks differ, and pages may leave out what changes while they are read.
 */
export const watermark = z.object({
  /** The newest change that was read (ISO 8601); null: none. */
  at: z.string().nullable(),
  /** The time of change, by id, of what was read within the overlap. */
  seen: z.record(z.string(), z.string()),
});
export type Watermark = z.output<typeof watermark>;

const overlapMs = 10 * 60_000;
/** So many are remembered; what is forgotten is read once more. */
const maxSeen = 2_000;

export interface Changed {
  id: string;
  updatedAt: string;
}

export const unread: Watermark = { at: null, seen: {} };

/** From when on the list is asked again; undefined: all of it. */
export function sinceOf({ at }: Watermark): string | undefined {
  if (at === null) return undefined;
  return new Date(Date.parse(at) - overlapMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function isUnread({ seen }: Watermark, { id, updatedAt }: Changed): boolean {
  return seen[id] !== updatedAt;
}

/** Moves on to the newest of these, once everything that changed before it was read. */
export function movedOn(mark: Watermark, items: readonly Changed[]): Watermark {
  const times = items.map(({ updatedAt }) => updatedAt);
  const at = [...times, ...(mark.at === null ? [] : [mark.at])].sort().at(-1) ?? null;
  const seen = { ...mark.seen };
  for (const { id, updatedAt } of items) seen[id] = updatedAt;
  return pruned({ at, seen });
}

/** The same mark, with what was read by the way: its newest change is none up to which all was read. */
export function alsoSeen(mark: Watermark, items: readonly Changed[]): Watermark {
  const from = sinceOf(mark) ?? '';
  const read = items.filter(({ updatedAt }) => updatedAt >= from);
  if (read.length === 0) return mark;
  const seen = Object.fromEntries(read.map(({ id, updatedAt }) => [id, updatedAt]));
  return pruned({ at: mark.at, seen: { ...mark.seen, ...seen } });
}

function pruned({ at, seen }: Watermark): Watermark {
  const from = sinceOf({ at, seen: {} }) ?? '';
  const kept = Object.entries(seen)
    .filter(([, updatedAt]) => updatedAt >= from)
    .sort(([, a], [, b]) => (a < b ? 1 : -1))
    .slice(0, maxSeen);
  return { at, seen: Object.fromEntries(kept) };
}
