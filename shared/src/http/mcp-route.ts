import type { Logger } from '../log.ts';
import { checkOrigin } from './check-origin.ts';
import { defineRoute } from './endpoint.ts';
import { mcpEndpoint } from './endpoints/mcp-endpoint.ts';
import type { Reply, Route } from './route.ts';

/** Answers a request of the Model Context Protocol, as the web's Request and Response. */
type AnswerWeb = (request: Request, context: { body: unknown; log: Logger }) => Promise<Response>;

/**
 * The one address of the Streamable HTTP transport. A server without sessions takes POST alone: there
 * is no stream to GET, and no session to DELETE.
 */
export function mcpRoute(publicUrl: string | undefined, answer: AnswerWeb): Route {
  return {
    ...defineRoute(mcpEndpoint, 'mcp', async (_, { body, headers, log, signal }) => {
      const request = new Request('http://localhost/mcp', {
        method: 'POST',
        headers: Object.entries(headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((each): [string, string] => [name, each]),
        ),
        signal,
      });
      return toReply(await answer(request, { body, log }));
    }),
    guard: (headers) => checkOrigin(headers, publicUrl),
  };
}

async function toReply(response: Response): Promise<Reply> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
