import { randomBytes } from 'node:crypto';
import type { Database } from '@docpilot/shared/database';
import { migrate } from '@docpilot/shared/migrate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionNames } from '../../scripts/build/function-names.ts';
import { bootstrap } from '../../scripts/database/bootstrap.ts';
import { migrateAndGrant } from '../../scripts/database/migrate-and-grant.ts';
import { iamUser, quoted, roleOf } from '../../scripts/database/roles.ts';
import { openPostgres } from '../../shared/src/store/connection/postgres.ts';
import {
  takeRequests,
  takeRequestsByToken,
} from '../../shared/src/store/requests/take-requests.ts';

it('every function has a role', () => {
  expect(Object.keys(roleOf).sort()).toEqual(functionNames(`${import.meta.dirname}/../..`));
});

const server = process.env.TEST_DATABASE_URL;

// The embedded database has only one user.
describe.skipIf(server === undefined)('on a server', () => {
  const project = 'acme-docs';
  const password = randomBytes(16).toString('hex');
  const accounts = ['migrator', ...Object.keys(roleOf)];
  const name = `docpilot_roles_${process.env.VITEST_POOL_ID}`;
  const open: Database[] = [];

  beforeAll(async () => {
    const superuser = connect(new URL(server ?? ''));
    await superuser.query(`drop database if exists ${name} with (force)`);
    // As in Cloud SQL: a built-in user that is not a superuser, but may create roles and owns the
    // database. Only the extension needs more rights; Cloud SQL allows it.
    for (const user of ['builtin', ...accounts.map((each) => iamUser(each, project))]) {
      await superuser.query(`drop role if exists ${quoted(user)}`);
      await superuser.query(`create role ${quoted(user)} login password '${password}'`);
    }
    await superuser.query('alter role builtin createrole');
    await superuser.query(`create database ${name} owner builtin`);
    await as('superuser').query('create extension vector with schema public');
    await bootstrap(as('builtin'), project);
  });
  afterAll(async () => {
    for (const database of open) await database.close();
  });

  function connect(url: URL): Database {
    const limits = { poolSize: 1, statementTimeoutMs: 30_000, connectionTimeoutMs: 30_000 };
    const database = openPostgres({ connectionString: url.href }, limits);
    open.push(database);
    return database;
  }

  function as(user: string): Database {
    const url = new URL(server ?? '');
    url.pathname = `/${name}`;
    if (user === 'superuser') return connect(url);
    url.username = encodeURIComponent(user);
    url.password = password;
    return connect(url);
  }
  const asFunction = (account: string) => as(iamUser(account, project));

  it('fails if its users do not exist', async () => {
    await expect(bootstrap(as('builtin'), 'other-project')).rejects.toThrow(
      /no user docpilot-migrator@other-project\.iam: apply terraform\/base first/,
    );
  });

  it('migrating and bootstrapping twice is the same as once', async () => {
    expect((await migrateAndGrant(asFunction('migrator')))[0]).toBe(1);
    expect(await migrateAndGrant(asFunction('migrator'))).toEqual([]);
    await bootstrap(as('builtin'), project);
    const owners = await as('superuser').query(
      "select distinct tableowner from pg_tables where schemaname = 'docpilot'",
    );
    expect(owners).toEqual([{ tableowner: 'docpilot_owner' }]);
  });

  it.each(Object.keys(roleOf))('%s cannot migrate', async (account) => {
    await expect(migrate(asFunction(account))).rejects.toThrow(/permission denied/);
    await expect(asFunction(account).query('create table x (id int)')).rejects.toThrow();
  });

  it.each(['search', 'mcp', 'list', 'home', 'sync-sources'])('%s only reads', async (account) => {
    const database = asFunction(account);
    expect(await database.query('select count(*) as n from documents')).toEqual([{ n: 0 }]);
    for (const write of [
      "insert into sources (kind, name, title) values ('github', 'a/b', 'a/b')",
      'update sources set dirty = true',
      'delete from documents',
      'truncate passages',
    ]) {
      await expect(database.query(write)).rejects.toThrow(/permission denied/);
    }
  });

  it.each(['search', 'mcp', 'list', 'sync-sources'])('%s counts requests', async (account) => {
    const taken = await takeRequests(asFunction(account), 'ab'.repeat(32), 20, 600);
    expect(taken.granted).toBe(20);
  });

  it('mcp alone issues tokens; whoever checks them reads no more than that', async () => {
    const insert = `insert into people (issuer, subject, email, name) values ('a', 'b', 'c', 'd')`;
    for (const account of Object.keys(roleOf)) {
      const database = asFunction(account);
      if (account === 'mcp') {
        await database.query(insert);
        expect(await database.query('delete from oauth_records')).toEqual([]);
        continue;
      }
      await expect(database.query(insert)).rejects.toThrow(/permission denied/);
      await expect(database.query('select payload from grants')).rejects.toThrow(
        /permission denied/,
      );
    }
    for (const account of ['search', 'mcp', 'list', 'sync-sources']) {
      const lot = await takeRequestsByToken(asFunction(account), 'ab'.repeat(32), 20, 600, null);
      expect(lot).toBeNull();
    }
  });

  it('only functions that make and read cursors may read the key that signs them', async () => {
    for (const account of Object.keys(roleOf)) {
      const reading = asFunction(account).query('select value from server_secret');
      if (['search', 'mcp'].includes(account)) expect(await reading).toHaveLength(1);
      else await expect(reading).rejects.toThrow(/permission denied/);
    }
  });

  it('the webhook records deliveries, marks a source, and may do nothing else', async () => {
    const database = asFunction('webhook');
    await database.query("insert into webhook_deliveries (id) values ('1')");
    await database.query("update sources set dirty = true where name = 'a/b'");
    await expect(database.query('select from documents')).rejects.toThrow(/permission denied/);
    await expect(database.query("update sources set cursor = '{}'")).rejects.toThrow(
      /permission denied/,
    );
  });

  it.each(['sync-github', 'sync-drive'])('%s writes, but may not migrate', async (account) => {
    const database = asFunction(account);
    const kind = account === 'sync-drive' ? 'drive' : 'github';
    await database.query('insert into sources (kind, name, title) values ($1, $2, $2)', [
      kind,
      'a/b',
    ]);
    await database.query('delete from sources where kind = $1', [kind]);
    await expect(database.query('delete from schema_version')).rejects.toThrow(/permission denied/);
  });

  it('a connection that idles for a minute is closed by the server', async () => {
    expect(await asFunction('home').query('show idle_session_timeout')).toEqual([
      { idle_session_timeout: '1min' },
    ]);
  });
});
