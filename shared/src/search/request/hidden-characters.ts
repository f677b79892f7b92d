import * as z from 'zod';

/** The field that an answer has when something that nobody sees was taken out of it. */
export const hiddenCharacters = {
  hidden_characters_removed: z
    .int()
    .optional()
    .describe(
      'How many characters that a reader does not see were left out of this answer: invisible ones, comments, hidden elements.',
    ),
};
