import * as z from 'zod';
import { threadStates, threadTypes } from '../../document.ts';

/** What a conversation is, and how it stands; absent for files. */
export const threadFacts = {
  type: z.enum(threadTypes).optional().describe('Of a conversation.'),
  state: z.enum(threadStates).optional().describe('Of an issue, pull request or discussion.'),
};
