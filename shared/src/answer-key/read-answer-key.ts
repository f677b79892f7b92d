import { z } from 'zod';

export interface Question {
  text: string;
  /** Paths of documents; each of them answers the question. */
  paths: string[];
}

/** A malformed answer key; the message says what to correct. */
export class AnswerKeyError extends Error {
  override readonly name = 'AnswerKeyError';
}

/** The limit of a search. */
const maxQuestionCharacters = 2_000;

const path = z
  .string()
  .trim()
  .min(1)
  .transform((text) => text.replace(/^\.?\//, ''));
const answerKey = z.record(
  z
    .string()
    .trim()
    .min(1, 'is an empty question')
    .max(maxQuestionCharacters, `is over ${maxQuestionCharacters} characters long`),
  z.union(
    [path, z.array(path).min(1, 'must name a path')],
    'must be a path, or a list of at least one path',
  ),
  'must hold questions, each with a path or a list of paths: “How do I …?: docs/page.md”',
);

/**
 * The questions of a key, a YAML mapping from question to path or list of paths.
 * @throws AnswerKeyError
 */
export async function readAnswerKey(text: string): Promise<Question[]> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw notYaml(error);
  const parsed = answerKey.safeParse(toPlain(document));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.length ? `“${String(issue.path[0]).slice(0, 100)}”` : 'It';
    const cause = issue?.code === 'invalid_key' ? issue.issues[0] : issue;
    throw new AnswerKeyError(`${at} ${cause?.message}.`);
  }
  const questions = Object.entries(parsed.data).map(([question, paths]) => ({
    text: question,
    paths: [paths].flat(),
  }));
  if (questions.length === 0) throw new AnswerKeyError('It has no questions.');
  return questions;
}

/** @throws AnswerKeyError if aliases would expand to far more than the file holds */
function toPlain(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw notYaml(error as Error);
  }
}

/** Only the message's first line: the others quote the file. */
function notYaml({ message }: Error): AnswerKeyError {
  return new AnswerKeyError(`It is not YAML: ${message.split('\n')[0]?.replace(/:$/, '')}.`);
}
