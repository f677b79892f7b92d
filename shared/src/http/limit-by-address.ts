import type { IncomingMessage } from 'node:http';
import type { Environment } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { requestsPerMinute } from './limit-requests.ts';

/**
 * Counts a request of an address.
 * @throws DocPilotError rate_limited, when too many came from it in this minute
 */
export type CountByAddress = (address: string) => void;

const minuteMs = 60_000;
/** Addresses that are counted at the same time; beyond, counting starts anew. */
const maxAddresses = 10_000;

/**
 * Limits requests that are refused for their key or signature, per address and minute, in this
 * instance. Whoever guesses keys, or sends with an old one without end, is told to stop; a valid key
 * is accepted all the while, also from that address.
 */
export function limitRefusals(environment: Environment): CountByAddress {
  return limitByAddress(
    requestsPerMinute(environment),
    'Too many requests without a valid key came from this address',
  );
}

/**
 * Limits requests per address and minute, in this instance.
 * @param perMinute 0 for no limit
 * @param problem what is said to whoever has sent too many
 */
export function limitByAddress(perMinute: number, problem: string): CountByAddress {
  const counts = new Map<string, number>();
  let endsAt = 0;

  return (address) => {
    if (perMinute === 0) return;
    const now = performance.now();
    if (now >= endsAt || counts.size >= maxAddresses) {
      counts.clear();
      endsAt = now + minuteMs;
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= perMinute) return;
    const seconds = Math.ceil((endsAt - now) / 1000);
    throw new DocPilotError('rate_limited', `${problem}: try again in ${seconds} seconds.`, {
      retryAfterSeconds: seconds,
    });
  };
}

/** Google's front end appends the caller's address to what the caller itself sent. */
export function addressOf({ headers, socket }: IncomingMessage): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
  return forwarded.split(',').at(-1)?.trim() || (socket.remoteAddress ?? '');
}
