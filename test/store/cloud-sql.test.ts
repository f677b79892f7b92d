import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth2Client } from 'google-auth-library';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CloudSqlTarget } from '../../shared/src/store/connection/cloud-sql.ts';
import { openCloudSqlRoute } from '../../shared/src/store/connection/cloud-sql.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { openPostgres } from '../../shared/src/store/connection/postgres.ts';
import { addressOfTestDatabase, testDatabaseUrl } from '../support/test-database.ts';
import {
  type CloudSqlStandIn,
  canMakeCertificates,
  startCloudSqlStandIn,
} from './cloud-sql-stand-in.ts';

// The connector itself, against its admin API on loopback and a door of TLS before the database.
// Untested here: Google's own API, and that Cloud SQL takes an account's token for a password.
describe.skipIf(!canMakeCertificates)(
  'through the connector (openssl makes the certificates; without it these are skipped)',
  () => {
    const instance = 'acme-docs:europe-west1:docpilot';
    let target: CloudSqlTarget;
    let address: { url: string; close(): Promise<void> };
    const limits = { poolSize: 2, statementTimeoutMs: 5_000, connectionTimeoutMs: 10_000 };
    const unreachable = { code: 'upstream_unavailable', retryAfterSeconds: 5 };
    let standIn: CloudSqlStandIn;
    let options: Parameters<typeof openCloudSqlRoute>[1];
    const opened: Database[] = [];

    async function open(as = target): Promise<Database> {
      const route = await openCloudSqlRoute(as, options);
      const database = openPostgres(route.connection, limits, route);
      opened.push(database);
      return database;
    }
    const select = (database: Database) => database.query('select 1 as one');
    const one = [{ one: 1 }];
    const keys = () => new Set(standIn.certificateCalls.map((body) => body.public_key)).size;

    beforeAll(async () => {
      address = await addressOfTestDatabase();
      const url = new URL(address.url);
      target = {
        instance,
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database: url.pathname.slice(1),
      };
      standIn = await startCloudSqlStandIn(instance, Number(url.port));
      const auth = new OAuth2Client();
      auth.setCredentials({ access_token: 'a-token', expiry_date: Date.now() + 3_600_000 });
      options = { auth, sqlAdminAPIEndpoint: standIn.adminUrl };
    });
    beforeEach(() => {
      standIn.certificateCalls.length = 0;
      standIn.refuseCalls(0);
      standIn.drop(0);
    });
    afterEach(async () => {
      vi.useRealTimers();
      await Promise.all(opened.splice(0).map((database) => database.close()));
    });
    afterAll(async () => {
      await standIn.close();
      await address.close();
    });

    it('queries over a connection whose certificates it asked for', async () => {
      expect(await select(await open())).toEqual(one);
      expect(standIn.certificateCalls).toEqual([
        { public_key: expect.stringContaining('PUBLIC KEY') },
      ]);
    });

    it('asks for everything anew, once, when the first connection fails', async () => {
      standIn.drop(1);
      expect(await select(await open())).toEqual(one);
      expect(keys()).toBe(2);
    });

    it('says that the database cannot be reached when the second fails, too', async () => {
      standIn.drop(2);
      const database = await open();
      await expect(select(database)).rejects.toMatchObject(unreachable);
      expect(await select(database)).toEqual(one);
    });

    it('renews certificates that expired while the instance had no CPU, once for all that wait', async () => {
      const database = await open();
      standIn.expireCertificates();
      expect(await Promise.all([select(database), select(database), select(database)])).toEqual([
        one,
        one,
        one,
      ]);
      expect(keys()).toBe(2);
    });

    it('renews again an hour later, but not for every connection while nothing helps', async () => {
      vi.useFakeTimers({ toFake: ['performance'] });
      const database = await open();
      standIn.drop(Number.POSITIVE_INFINITY);
      for (let count = 0; count < 10; count += 1) {
        await expect(select(database)).rejects.toMatchObject(unreachable);
      }
      // The connector asks once by itself, too.
      expect(keys()).toBeLessThanOrEqual(3);
      standIn.drop(0);
      vi.advanceTimersByTime(3_600_000);
      standIn.expireCertificates();
      expect(await select(database)).toEqual(one);
    });

    // The embedded database lets everybody in.
    it.skipIf(testDatabaseUrl === undefined).each([
      { what: 'a wrong password', user: { password: 'wrong' }, code: '28P01' },
      { what: 'too many connections', user: { user: 'crowd', password: 'in' }, code: '53300' },
    ])('does not try again what Postgres itself refuses: $what', async ({ user, code }) => {
      const owner = await open();
      await owner.query('drop role if exists crowd');
      await owner.query("create role crowd login password 'in' connection limit 0");
      const database = await open({ ...target, ...user });
      standIn.certificateCalls.length = 0;
      await expect(select(database)).rejects.toMatchObject({ ...unreachable, cause: { code } });
      expect(standIn.certificateCalls).toEqual([]);
      await owner.query('drop role crowd');
    });

    it('asks a second time when the admin API does not answer the first', async () => {
      standIn.refuseCalls(1);
      expect(await select(await open())).toEqual(one);
      standIn.refuseCalls(2);
      await expect(open()).rejects.toMatchObject({ ...unreachable, cause: { status: 403 } });
    });

    it('lets a process end when it is closed', async () => {
      const program = `
        import { openCloudSqlRoute } from './shared/src/store/connection/cloud-sql.ts';
        import { openPostgres } from './shared/src/store/connection/postgres.ts';
        import { OAuth2Client } from 'google-auth-library';
        const [target, limits, sqlAdminAPIEndpoint] = JSON.parse(process.argv[1]);
        const auth = new OAuth2Client();
        auth.setCredentials({ access_token: 'a-token', expiry_date: Date.now() + 3_600_000 });
        const route = await openCloudSqlRoute(target, { auth, sqlAdminAPIEndpoint });
        const database = openPostgres(route.connection, limits, route);
        await database.query('select 1');
        await database.close();`;
      const child = spawn(
        process.execPath,
        [
          ...['--input-type=module', '--eval', program, '--'],
          JSON.stringify([target, limits, standIn.adminUrl]),
        ],
        { cwd: `${import.meta.dirname}/../..`, timeout: 15_000 },
      );
      expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it('without a password it is the account: its token goes into the certificate', async () => {
      const { password: _password, ...account } = target;
      const database = await open(account);
      // A Postgres server wants a password, which an account of Cloud SQL has not.
      const answer = expect(select(database));
      if (testDatabaseUrl === undefined) await answer.resolves.toEqual(one);
      else await answer.rejects.toMatchObject(unreachable);
      expect(standIn.certificateCalls[0]).toMatchObject({ access_token: 'a-token' });
    });
  },
);

it('a Cloud SQL that never says how it is reached is not waited for', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: 'a-token', expiry_date: Date.now() + 3_600_000 });
  const sqlAdminAPIEndpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  const target = { instance: 'acme-docs:europe-west1:docpilot', user: 'a', database: 'b' };
  await expect(openCloudSqlRoute(target, { auth, sqlAdminAPIEndpoint }, 50)).rejects.toMatchObject({
    code: 'upstream_unavailable',
    cause: { message: 'Cloud SQL did not answer within 50 ms.' },
  });
  silent.closeAllConnections();
  silent.close();
});
