import type { IncomingHttpHeaders } from 'node:http';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Activity } from '../store/requests/activity.ts';
import { shownValue } from '../visible/shown-value.ts';
import { defineRoute } from './endpoint.ts';
import { mcpEndpoint } from './endpoints/mcp-endpoint.ts';
import { withReadableIssues } from './mcp-issues.ts';
import type { Reply, Route } from './route.ts';

/** Answers a request of the Model Context Protocol, given as the Fetch API's Request. */
type AnswerWeb = (
  request: Request,
  context: { body: unknown; log: Logger; activity: Activity },
) => Promise<Response>;

/**
 * The one endpoint of the Streamable HTTP transport. A server without sessions only takes POST:
 * there is no stream to GET, and no session to DELETE.
 * @param mcpUrl its address for clients that sign in; undefined: they cannot
 */
export function mcpRoute(
  publicUrl: string | undefined,
  mcpUrl: string | undefined,
  answer: AnswerWeb,
): Route {
  return {
    ...defineRoute(mcpEndpoint, 'mcp', async (_, { body, headers, log, activity, signal }) => {
      const accept = headers.accept?.toLowerCase() ?? '*/*';
      const request = new Request('http://localhost/mcp', {
        method: 'POST',
        headers: Object.entries({ ...headers, ...(accepts(accept) && bothTypes) }).flatMap(
          ([name, value]) => [value ?? []].flat().map((each): [string, string] => [name, each]),
        ),
        signal,
      });
      const reply = await toReply(await answer(request, { body, log, activity }));
      return /json|\*\/\*|application\/\*/.test(accept) ? reply : asEvent(reply);
    }),
    ...(mcpUrl !== undefined && { challenge: signInChallenge(mcpUrl) }),
    guard: (headers) => checkOrigin(headers, publicUrl),
    // Each message of a batch is a call of its own.
    countRequests: (body) => (Array.isArray(body) ? body.length : 1),
  };
}

/** Where a client finds out how to sign in; RFC 9728, section 5.1. */
function signInChallenge(mcpUrl: string): string {
  const { origin, pathname } = new URL(mcpUrl);
  const metadata = `${origin}/.well-known/oauth-protected-resource${pathname}`;
  return `resource_metadata="${metadata}", scope="docs:read"`;
}

/** What the protocol asks every client to accept, and the SDK requires. */
const bothTypes = { accept: 'application/json, text/event-stream' };

/** Not all clients name both types; whoever accepts one of them gets an answer. */
function accepts(accept: string): boolean {
  return /application\/(?:json|\*)|text\/(?:event-stream|\*)|\*\/\*/.test(accept);
}

/** A JSON answer as a stream of one event, for a client that accepts streams alone. */
function asEvent(reply: Reply): Reply {
  const isJson = String(reply.headers?.['content-type']).startsWith('application/json');
  if (!isJson || reply.status !== 200) return reply;
  const headers = { ...reply.headers, 'content-type': 'text/event-stream' };
  return { ...reply, headers, body: `event: message\ndata: ${reply.body}\n\n` };
}

async function toReply(response: Response): Promise<Reply> {
  const body = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isJson && body !== '' ? JSON.stringify(shownMessage(JSON.parse(body))) : body,
  };
}

/** A message, or several, without what nobody sees; a client knows its `id` again. */
function shownMessage(message: unknown): unknown {
  if (Array.isArray(message)) return message.map(shownMessage);
  const { id } = Object(message);
  const { value } = shownValue(withReadableIssues(Object(message)));
  return { ...Object(value), ...(id === undefined ? {} : { id }) };
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests that a web page of another site makes a browser send: those with a foreign
 * Origin and, on loopback, those with a foreign Host, which is the sign of DNS rebinding. Programs
 * other than browsers send no Origin. The transport requires this of MCP servers; source:
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning
 * @param publicUrl the address of DocPilot; if it is on loopback, Host is checked too
 * @throws DocPilotError forbidden
 */
function checkOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): void {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl);
  const { origin, host } = headers;
  if (origin !== undefined && !isLoopback(origin) && !(own && origin === own.origin)) {
    throw new DocPilotError('forbidden', 'Requests from web pages of other sites are refused.');
  }
  if (own && loopbackHosts.includes(own.hostname) && !isLoopback(`http://${host ?? ''}`)) {
    throw new DocPilotError('forbidden', 'The header Host names another host than this one.');
  }
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopbackHosts.includes(new URL(address).hostname);
}
