import * as z from 'zod';

/** Codes of https://www.jsonrpc.org/specification#error_object */
const internalError = -32603;
const invalidParams = -32602;

const issues = z
  .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
  .min(1);
const dumped = z.object({
  error: z.object({ code: z.literal(internalError), message: z.string() }),
});

/**
 * The SDK answers a message of the wrong shape as a fault of the server, with a dump of zod's issues.
 * It is the caller's: invalid params, in one line.
 * @param message an answer of the protocol; any other is returned as it is
 */
export function withReadableIssues(message: object): object {
  const { data } = dumped.safeParse(message);
  const read = data && issuesIn(data.error.message);
  if (!data || !read) return message;
  const each = read.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`);
  const text = `The message is not valid. ${each.slice(0, 3).join('; ')}`.slice(0, 500);
  return { ...message, error: { code: invalidParams, message: text } };
}

function issuesIn(text: string) {
  try {
    return issues.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
