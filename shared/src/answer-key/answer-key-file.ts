import type { ConfigFile } from '../ingest/config-file.ts';
import { AnswerKeyError, readAnswerKey } from './read-answer-key.ts';

const path = '.docpilot/eval.yaml';

/**
 * Where a repository or folder keeps its answer key: questions, and the documents that answer them.
 * Each question stands in it word for word: if it were searched, it would answer them all.
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
