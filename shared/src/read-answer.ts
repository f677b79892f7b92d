import { DocPilotError } from './errors.ts';

/**
 * Several times the longest answer that is asked for: a file (MAX_FILE_BYTES is at most 32 MiB), a
 * page of a listing, a batch of vectors as JSON.
 */
export const maxAnswerBytes = 64 * 1024 * 1024;

/**
 * The body of an answer, within its limit: a server that answers without end would take all memory.
 * @param whose for the error: who answers
 * @throws DocPilotError upstream_unavailable when it is longer; then the connection is closed
 */
export async function readAnswer(
  { body }: Response,
  whose: string,
  maxBytes = maxAnswerBytes,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLong(whose, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function tooLong(whose: string, maxBytes: number): DocPilotError {
  return new DocPilotError(
    'upstream_unavailable',
    `${whose} answer is longer than ${maxBytes} bytes.`,
  );
}
