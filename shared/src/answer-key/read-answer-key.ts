import * as z from 'zod';
import { readTeamFile, TeamFileError } from '../team-file.ts';

export interface Question {
  text: string;
  /** Paths of documents; each of them answers the question. */
  paths: string[];
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
 * @throws TeamFileError
 */
export async function readAnswerKey(text: string): Promise<Question[]> {
  const questions = Object.entries(await readTeamFile(text, answerKey)).map(
    ([question, paths]) => ({
      text: question,
      paths: [paths].flat(),
    }),
  );
  if (questions.length === 0) throw new TeamFileError('It has no questions.');
  return questions;
}
