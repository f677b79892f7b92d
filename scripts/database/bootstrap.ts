import type { Database, Queryable } from '@docpilot/shared/database';
import { iamUser, ownerRole, quoted, rights, roleOf } from './roles.ts';

/**
 * Does what only Cloud SQL's built-in user may do: creates the extension, the roles and the schema,
 * and makes the users members of their roles. Doing it again changes nothing.
 * @param project the project of the users' service accounts
 * @throws Error if a user does not exist yet
 */
export async function bootstrap(database: Database, project: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query('create extension if not exists vector with schema public');
    for (const role of [ownerRole, ...Object.keys(rights)]) await createRole(transaction, role);
    // From PostgreSQL 16 on, the creator of a role must become a member to act as that role.
    await transaction.query(`grant ${ownerRole} to current_user`);
    await transaction.query(`create schema if not exists docpilot authorization ${ownerRole}`);

    const [row] = await transaction.query<{ name: string }>('select current_database() as name');
    const name = quoted(row?.name ?? '');
    // "create schema if not exists", with which every migration starts, needs this right.
    await transaction.query(`grant create on database ${name} to ${ownerRole}`);
    // A frozen instance cannot close idle connections, so the server does, later than the pool's 10
    // s.
    await transaction.query(`alter database ${name} set idle_session_timeout = '60s'`);

    await join(transaction, ownerRole, iamUser('migrator', project));
    for (const [account, role] of Object.entries(roleOf)) {
      await join(transaction, role, iamUser(account, project));
    }
  });
}

async function createRole(transaction: Queryable, role: string): Promise<void> {
  const known = await transaction.query('select from pg_roles where rolname = $1', [role]);
  if (known.length === 0) await transaction.query(`create role ${role} nologin`);
}

async function join(transaction: Queryable, role: string, user: string): Promise<void> {
  const known = await transaction.query('select from pg_roles where rolname = $1', [user]);
  if (known.length === 0) {
    throw new Error(`The database has no user ${user}: apply terraform/base first.`);
  }
  await transaction.query(`grant ${role} to ${quoted(user)}`);
}
