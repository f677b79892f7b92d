import { OAuth2Client } from 'google-auth-library';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cloudSqlConnection } from '../../shared/src/store/cloud-sql.ts';
import { openPostgres } from '../../shared/src/store/postgres.ts';
import {
  type CloudSqlStandIn,
  canMakeCertificates,
  startCloudSqlStandIn,
} from './cloud-sql-stand-in.ts';

const server = process.env.TEST_DATABASE_URL;

// The connector itself, against its admin API on loopback and a door of TLS before a real Postgres.
// Untested here: Google's own API, and that Cloud SQL takes an account's token for a password.
describe.skipIf(server === undefined || !canMakeCertificates)('through the connector', () => {
  const instance = 'acme-docs:europe-west1:docpilot';
  const url = new URL(server ?? 'postgresql://localhost');
  const target = {
    instance,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
  const limits = { poolSize: 1, statementTimeoutMs: 5_000, connectionTimeoutMs: 2_000 };
  let standIn: CloudSqlStandIn;
  let options: Parameters<typeof cloudSqlConnection>[1];

  beforeAll(async () => {
    standIn = await startCloudSqlStandIn(instance, Number(url.port));
    const auth = new OAuth2Client();
    auth.setCredentials({ access_token: 'a-token', expiry_date: Date.now() + 3_600_000 });
    options = { auth, sqlAdminAPIEndpoint: standIn.adminUrl };
  });
  beforeEach(() => {
    standIn.certificateCalls.length = 0;
    standIn.drop(0);
  });
  afterAll(() => standIn.close());

  it('queries over a connection whose certificates it asked for', async () => {
    const database = openPostgres(await cloudSqlConnection(target, options), limits);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(standIn.certificateCalls).toEqual([
      { public_key: expect.stringContaining('PUBLIC KEY') },
    ]);
    await database.close();
  });

  it('asks for everything anew, once, when the first connection fails', async () => {
    standIn.drop(1);
    const database = openPostgres(await cloudSqlConnection(target, options), limits);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(new Set(standIn.certificateCalls.map((body) => body.public_key)).size).toBe(2);
    await database.close();
  });

  it('says that the database cannot be reached when the second fails, too', async () => {
    standIn.drop(2);
    await expect(cloudSqlConnection(target, options)).rejects.toMatchObject({
      code: 'upstream_unavailable',
      retryAfterSeconds: 5,
    });
  });

  it('without a password it is the account: its token goes into the certificate', async () => {
    const { password: _password, ...account } = target;
    // This Postgres wants a password, which an account of Cloud SQL has not.
    await expect(cloudSqlConnection(account, options)).rejects.toThrow(
      /Cloud SQL cannot be reached/,
    );
    expect(standIn.certificateCalls[0]).toMatchObject({ access_token: 'a-token' });
  });
});
