import * as z from 'zod';
import { sourceKind } from './filters.ts';

/** Where a passage is. */
export const place = {
  document_id: z.string(),
  title: z.string(),
  source: sourceKind,
  repository: z.string().describe('The name of the repository or folder.'),
  path: z.string(),
  url: z.string().describe('Opens the document at these lines, as it was when it was indexed.'),
};
