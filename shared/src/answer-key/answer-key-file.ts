import { teamFile } from '../ingest/choose/config-file.ts';
import { readAnswerKey } from './read-answer-key.ts';

/**
 * The answer key of a repository or folder: questions, and the documents that answer them. It is not
 * searched: since it contains every question word for word, it would be the best hit for all of them.
 */
export const answerKeyFile = teamFile('.docpilot/eval.yaml', 'bad_answer_key', readAnswerKey);
