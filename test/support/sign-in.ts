import { createAccessToken } from '../../shared/src/store/oauth/access-tokens.ts';
import { rememberPerson } from '../../shared/src/store/oauth/people.ts';
import type { RunningDocPilot } from './running-docpilot.ts';
import { keepSecret } from './watched-log.ts';

export interface SignedIn {
  id: string;
  token: string;
}

/** Lets a person in, whose address is their name at example.com. */
export async function signIn(
  { database, url }: Pick<RunningDocPilot, 'database' | 'url'>,
  name: string,
): Promise<SignedIn> {
  const email = `${name.toLowerCase()}@example.com`;
  const person = {
    issuer: 'https://accounts.example.com',
    subject: name,
    email,
    domain: null,
    name,
  };
  const id = await rememberPerson(database, person);
  const token = await createAccessToken(database, {
    holder: { personId: id },
    clientId: 'client',
    audience: `${url}/mcp`,
    lifetimeSeconds: 600,
  });
  keepSecret(token);
  return { id, token };
}
