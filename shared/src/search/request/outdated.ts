import * as z from 'zod';

/** Of a document whose file has changed since. */
export const outdated = z
  .string()
  .optional()
  .describe(
    'Why a newer version of the file could not be read, so that this is an older one; missing: it is the newest.',
  );
