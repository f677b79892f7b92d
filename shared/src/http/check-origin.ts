import type { IncomingHttpHeaders } from 'node:http';
import { DocPilotError } from '../errors.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses what a web page elsewhere makes a browser send: a foreign Origin; and on loopback a
 * foreign Host too, which is how a name that is rebound to this machine gives itself away.
 * Programs send no Origin. The transport demands this of MCP servers; source:
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning
 * @param publicUrl where DocPilot is reached; on loopback, Host is checked
 * @throws DocPilotError forbidden
 */
export function checkOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): void {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl);
  const { origin, host } = headers;
  if (origin !== undefined && !isLoopback(origin) && !(own && origin === own.origin)) {
    throw new DocPilotError('forbidden', 'Requests from pages of other sites are not taken.');
  }
  if (own && loopback.includes(own.hostname) && !isLoopback(`http://${host ?? ''}`)) {
    throw new DocPilotError('forbidden', 'This host is not served here.');
  }
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopback.includes(new URL(address).hostname);
}
