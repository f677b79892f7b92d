import type { ConfigFile } from '../ingest/config-file.ts';
import { AnswerKeyError, readAnswerKey } from './read-answer-key.ts';

const path = '.docpilot/eval.yaml';

/**
 * The answer key of a repository or folder: questions, and the documents that answer them. It is not
 * searched: since it contains every question word for word, it would be the best hit for all of them.
 */
export const answerKeyFile: ConfigFile & { path: string } = {
  path,
  matches: (other) => other === path,
  async check(text) {
    try {
      await readAnswerKey(text);
      return null;
    } catch (error) {
      if (error instanceof AnswerKeyError) {
        return { reason: 'bad_answer_key', detail: error.message };
      }
      throw error;
    }
  },
};
