import { z } from 'zod';

/** What to sync: an absent list means all of that kind, an empty one none. */
export const syncRequest = z
  .strictObject({
    repositories: z.array(z.string().min(1).max(200)).max(200).optional(),
    folders: z.array(z.string().min(1).max(200)).max(200).optional(),
    force: z.boolean().optional(),
  })
  .transform(({ repositories, folders, force }) => ({
    ...(repositories === undefined ? {} : { repositories }),
    ...(folders === undefined ? {} : { folders }),
    ...(force === undefined ? {} : { force }),
  }));
