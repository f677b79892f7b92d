import type { IncomingMessage } from 'node:http';
import type { Environment } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { requestsPerMinute } from './limit-requests.ts';

/**
 * Counts a request that was refused for its key or signature.
 * @throws DocPilotError rate_limited, when too many of its address were refused in this minute
 */
export type CountRefusal = (request: IncomingMessage) => void;

const minuteMs = 60_000;
/** Addresses that are counted at the same time; beyond, counting starts anew. */
const maxAddresses = 10_000;

/**
 * Limits refused requests per address and minute, in this instance. Whoever guesses keys, or sends
 * with an old one without end, is told to stop; a valid key is accepted all the while, also from
 * that address.
 */
export function limitRefusals(environment: Environment): CountRefusal {
  const perMinute = requestsPerMinute(environment);
  const counts = new Map<string, number>();
  let endsAt = 0;

  return (request) => {
    if (perMinute === 0) return;
    const now = performance.now();
    if (now >= endsAt || counts.size >= maxAddresses) {
      counts.clear();
      endsAt = now + minuteMs;
    }
    const address = addressOf(request);
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= perMinute) return;
    const seconds = Math.ceil((endsAt - now) / 1000);
    throw new DocPilotError(
      'rate_limited',
      `Too many requests without a valid key came from this address: try again in ${seconds} seconds.`,
      { retryAfterSeconds: seconds },
    );
  };
}

/** Google's front end appends the caller's address to what the caller itself sent. */
function addressOf({ headers, socket }: IncomingMessage): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
  return forwarded.split(',').at(-1)?.trim() || (socket.remoteAddress ?? '');
}
