import * as z from 'zod';
import type { Author } from './thread.ts';

/** Who wrote something; null: the account is gone. */
export const actor = z.object({ __typename: z.string(), login: z.string() }).nullish();
export const actorFields = '{ __typename login }';

const bot = '[bot]';

export function actorOf(told: z.output<typeof actor>): Author {
  // GitHub shows what a deleted account wrote as its user ghost's.
  const login = told?.login ?? 'ghost';
  if (told?.__typename !== 'Bot') return { login, isBot: login.endsWith(bot) };
  // As the REST API calls it.
  return { login: login.endsWith(bot) ? login : `${login}${bot}`, isBot: true };
}
