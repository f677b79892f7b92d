import type { McpServer, Server } from '@modelcontextprotocol/server';
import type { Logger } from '../log.ts';
import type { Activity } from '../store/requests/activity.ts';

export type McpSdk = typeof import('@modelcontextprotocol/server');

/** What a request brings along. */
export interface McpContext {
  log: Logger;
  activity: Activity;
}

/** Makes a server for one request; nothing is kept between requests. */
export type CreateMcpServer = (
  sdk: McpSdk,
  context: McpContext,
) => Server | McpServer | Promise<Server | McpServer>;

/** Answers one request of the Streamable HTTP transport, with or without a handshake. */
export type AnswerMcp = (
  request: Request,
  context: McpContext & { body: unknown },
) => Promise<Response>;

/**
 * Revision 2026-07-28 has neither sessions nor a handshake. Earlier revisions start with
 * `initialize` and are answered without a session. Answers are JSON.
 *
 * The SDK is loaded at the first request, as the plain HTTPS tools do not need it.
 */
export function mcpHandler(create: CreateMcpServer): AnswerMcp {
  return async (request, { body, ...context }) => {
    const sdk = await import('@modelcontextprotocol/server');
    const onerror = (error: Error) => context.log.debug({ error }, 'mcp');
    const server = await create(sdk, context);
    if (!(await sdk.isLegacyRequest(request, body))) {
      const modern = sdk.createMcpHandler(() => server, { legacy: 'reject', onerror });
      return modern.fetch(request, { parsedBody: body });
    }
    const transport = new sdk.WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: true,
    });
    transport.onerror = onerror;
    const close = () => void server.close().catch(onerror);
    request.signal.addEventListener('abort', close, { once: true });
    try {
      await server.connect(transport);
      return await transport.handleRequest(request, { parsedBody: body });
    } finally {
      request.signal.removeEventListener('abort', close);
      close();
    }
  };
}
