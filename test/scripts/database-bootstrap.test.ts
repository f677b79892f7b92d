import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap } from '../../scripts/database/bootstrap.ts';
import { migrateAndGrant } from '../../scripts/database/migrate-and-grant.ts';
import { iamUser, ownerRole, quoted, rights, roleOf } from '../../scripts/database/roles.ts';
import { openEmptyDatabase } from '../support/test-database.ts';

// The embedded database is PostgreSQL 18. From version 16 on, the creator of a role is not a member
// of it, and a user that may create roles may not change those of others, as in Cloud SQL.
const database = await openEmptyDatabase();
const project = 'acme-docs';
const users = ['migrator', ...Object.keys(roleOf)].map((account) => iamUser(account, project));
const onServer = process.env.TEST_DATABASE_URL !== undefined;
const owners: { name: string; owner: string }[] = [];

beforeAll(async () => {
  if (onServer) return;
  owners.push(
    ...(await database.query<{ name: string; owner: string }>(
      'select datname as name, pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()',
    )),
  );
  await database.query('create extension if not exists vector with schema public');
  for (const user of users) await database.query(`create role ${quoted(user)} login`);
  await database.query('create role builtin login createrole');
  await database.query(`alter database ${quoted(owners[0]?.name ?? '')} owner to builtin`);
});

afterAll(async () => {
  const [own] = owners;
  if (own === undefined) return;
  await database.query('reset role');
  await database.query('drop schema if exists docpilot cascade');
  await database.query(`alter database ${quoted(own.name)} owner to ${quoted(own.owner)}`);
  await database.query(`alter database ${quoted(own.name)} reset idle_session_timeout`);
  for (const role of [...Object.keys(rights), ownerRole, ...users, 'builtin']) {
    await database.query(`drop owned by ${quoted(role)}; drop role ${quoted(role)}`);
  }
});

it.skipIf(onServer)(
  'a user with the rights of Cloud SQL’s prepares it, once or twice',
  async () => {
    await database.query('set role builtin');
    await bootstrap(database, project);
    await bootstrap(database, project);

    await database.query(`set role ${quoted(iamUser('migrator', project))}`);
    expect((await migrateAndGrant(database))[0]).toBe(1);

    await database.query(`set role ${quoted(iamUser('search', project))}`);
    expect(await database.query('select from documents')).toEqual([]);
    await expect(database.query('delete from documents')).rejects.toThrow(/permission denied/);
  },
);
