import * as z from 'zod';
import { countedShape } from './probe.ts';
import { watermark } from './watermark.ts';

export const parts = ['issues', 'pulls', 'discussions', 'releases'] as const;
export type Part = (typeof parts)[number];

/** How a repository's conversations stood at the end of a sync. */
export const conversationsCursor = z.object({
  /** When everything was last read (ISO 8601), and by how many requests. */
  readAt: z.string(),
  cost: z.int(),
  issues: countedShape,
  pulls: countedShape,
  discussions: countedShape,
  releases: z.string().nullable(),
  releaseIds: z.array(z.string()),
  /**
   * The highest numbers that are counted: what has a higher one is new. Each part has its own, because
   * the parts are read one after the other.
   */
  highest: z.object({ issues: z.int(), pulls: z.int(), discussions: z.int() }),
  marks: z.object({
    threads: watermark,
    comments: watermark,
    reviewComments: watermark,
    discussions: watermark,
  }),
  /** Which comments are asked for next when nothing else has changed. */
  turn: z.enum(['comments', 'reviewComments']),
  /** What the token may not read. */
  refused: z.array(z.enum(parts)),
});
export type ConversationsCursor = z.output<typeof conversationsCursor>;

/** The cursor as it was stored; null where it is of another form, so that everything is read anew. */
export function readCursor(stored: unknown): ConversationsCursor | null {
  return conversationsCursor.safeParse(stored).data ?? null;
}
