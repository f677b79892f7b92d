import type * as z from 'zod';

/** A malformed file of the team in .docpilot; the message says what to correct. */
export class TeamFileError extends Error {
  override readonly name = 'TeamFileError';
}

/** Reading YAML takes time by the square of its keys: of so many characters, seconds. */
const maxCharacters = 256 * 1024;

/**
 * A YAML mapping as its schema parses it.
 * @throws TeamFileError
 */
export async function readTeamFile<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (text.length > maxCharacters) {
    throw new TeamFileError(
      `It must have at most ${maxCharacters.toLocaleString('en')} characters.`,
    );
  }
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw notYaml(error);
  const parsed = schema.safeParse(toPlain(document));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.length ? `“${String(issue.path[0]).slice(0, 100)}”` : 'It';
  const cause = issue?.code === 'invalid_key' ? issue.issues[0] : issue;
  throw new TeamFileError(`${at} ${cause?.message}.`);
}

/** @throws TeamFileError if aliases would expand to far more than the file holds */
function toPlain(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw notYaml(error as Error);
  }
}

/** Only the message's first line: the others quote the file. */
function notYaml({ message }: Error): TeamFileError {
  return new TeamFileError(`It is not YAML: ${message.split('\n')[0]?.replace(/:$/, '')}.`);
}
