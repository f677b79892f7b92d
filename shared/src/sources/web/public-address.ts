import type { LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { DocPilotError } from '../../errors.ts';

/** All of IPv6 that is given out for the internet; source: RFC 4291, section 2.4, and IANA's registry. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether a numeric address is of the public internet. An IPv4 address inside an IPv6 one is private
 * whatever it is: whoever writes it so wants to get around this.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(globalUnicast);
}

/** The number that a URL's host is; null for a name. */
export function addressOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
}

/**
 * Resolves a name for a connection, which then goes to one of these very addresses: a name that
 * means something else a moment later gains nothing.
 */
export function publicLookup(lookUp: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(privateAddress(hostname), '', 0);
      }
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

export function privateAddress(host: string): DocPilotError {
  return new DocPilotError(
    'forbidden',
    `${host} is an address of a private network. If it is your own, name it in SITE_PRIVATE_HOSTS.`,
  );
}
