import * as z from 'zod';
import type { Author } from './thread.ts';

/** Who wrote something; null: the account is gone. */
export const actor = z.object({ __typename: z.string(), login: z.string() }).nullish();
export const actorFields = '{ __typename login }';

export function actorOf(told: z.output<typeof actor>): Author {
  // GitHub shows what a deleted account wrote as its user ghost's.
  return { login: told?.login ?? 'ghost', isBot: told?.__typename === 'Bot' };
}
