import { type Environment, optionalSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import type { Queryable } from '../store/connection/database.ts';
import { findPerson } from '../store/oauth/people.ts';
import type { Caller } from './identify-callers.ts';

/**
 * Admits the people in ADMIN_EMAILS. A key never is an admin: several may hold it, so nobody could
 * say who looked.
 * @throws DocPilotError forbidden
 */
export function requireAdmin(database: Queryable, environment: Environment) {
  const admins = optionalSetting(environment, 'adminEmails') ?? [];
  return async (caller: Caller | undefined): Promise<void> => {
    const person = caller?.kind === 'person' ? await findPerson(database, caller.id) : null;
    if (person !== null && admins.includes(person.email.toLowerCase())) return;
    throw new DocPilotError(
      'forbidden',
      'This is for administrators: sign in as a person whose address is in ADMIN_EMAILS.',
    );
  };
}
