import type { Logger } from '../log.ts';
import { checkOrigin } from './check-origin.ts';
import type { Reply, Route } from './route.ts';

/** Answers a request of the Model Context Protocol, as the web's Request and Response. */
type AnswerWeb = (request: Request, context: { body: unknown; log: Logger }) => Promise<Response>;

/**
 * The one address of the Streamable HTTP transport. A server without sessions takes POST alone: there
 * is no stream to GET, and no session to DELETE.
 */
export function mcpRoute(path: string, publicUrl: string | undefined, answer: AnswerWeb): Route {
  return {
    method: 'POST',
    path,
    auth: 'key',
    guard: (headers) => checkOrigin(headers, publicUrl),
    handle: async ({ body, headers, log, signal }) => {
      const request = new Request('http://localhost/mcp', {
        method: 'POST',
        headers: Object.entries(headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((each): [string, string] => [name, each]),
        ),
        signal,
      });
      return toReply(await answer(request, { body, log }));
    },
  };
}

async function toReply(response: Response): Promise<Reply> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
