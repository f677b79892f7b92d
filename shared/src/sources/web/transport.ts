import { lookup } from 'node:dns';
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { DocPilotError } from '../../errors.ts';
import { addressOf, isPublicAddress, privateAddress, publicLookup } from './public-address.ts';

export interface Response {
  status: number;
  headers: Headers;
  stream: IncomingMessage;
  /** Reads nothing more of it. */
  discard(): void;
}

export interface Transport {
  /** Whether the host may have a private address. */
  isOwn(host: string): boolean;
  /** Sends a GET. @throws DocPilotError forbidden for an address that a server may not ask */
  send(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
}

/** Connections to one host at the same time. */
const connections = 4;

/**
 * Connections to web servers by public addresses, and to `privateHosts` by any. Node's fetch cannot
 * be told which address a name means, so that another answer of the DNS between check and connection
 * would get through.
 */
export function openTransport(
  privateHosts: readonly string[],
  lookUp: typeof lookup = lookup,
): Transport {
  const lookUpPublic = publicLookup(lookUp);
  const own = new Set(privateHosts);
  const pool = { keepAlive: true, maxSockets: connections, timeout: 60_000 };
  const plain = new PlainAgent(pool);
  const secure = new SecureAgent(pool);
  // The port may be left out in the list.
  const isOwn = (host: string) => own.has(host) || own.has(host.replace(/:\d+$/, ''));

  async function send(url: URL, headers: Record<string, string>, signal: AbortSignal) {
    assertAskable(url, isOwn(url.host));
    const options = { headers, signal, ...(isOwn(url.host) ? {} : { lookup: lookUpPublic }) };
    const request =
      url.protocol === 'https:'
        ? secureRequest(url, { ...options, agent: secure })
        : plainRequest(url, { ...options, agent: plain });
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.on('error', reject);
      request.end();
    });
    // Whoever reads the stream gets its error; one that comes later concerns nobody.
    stream.on('error', () => undefined);
    return {
      status: stream.statusCode ?? 0,
      headers: new Headers(headersOf(stream)),
      stream,
      discard: () => void stream.destroy(),
    };
  }

  return { isOwn, send };
}

function assertAskable(url: URL, mayBePrivate: boolean): void {
  if (!/^https?:$/.test(url.protocol)) {
    throw new DocPilotError('forbidden', `${url.protocol} is no address of a web page.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new DocPilotError('forbidden', `The address at ${url.host} has a password in it.`);
  }
  const address = addressOf(url);
  if (address !== null && !mayBePrivate && !isPublicAddress(address)) {
    throw privateAddress(url.host);
  }
}

function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  }
  return pairs;
}
