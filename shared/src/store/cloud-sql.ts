import type { ConnectorOptions } from '@google-cloud/cloud-sql-connector';
import pg, { type PoolConfig } from 'pg';
import { DocPilotError } from '../errors.ts';
import type { CloudSqlTarget } from './connect.ts';

const attempts = 2;

/**
 * The pool settings that reach a Cloud SQL instance; the connector is loaded only here. A first
 * connection is tried: where it fails, because the address or the certificate is stale or the
 * network not ready, everything is asked for anew, once. Later ones refresh by themselves.
 * @param options for the connector; a test points it at a stand-in
 * @throws DocPilotError upstream_unavailable
 */
export async function cloudSqlConnection(
  target: CloudSqlTarget,
  options: ConnectorOptions = {},
): Promise<PoolConfig> {
  const { AuthTypes, Connector, IpAddressTypes } = await import(
    '@google-cloud/cloud-sql-connector'
  );
  for (let attempt = 1; ; attempt += 1) {
    const connector = new Connector(options);
    try {
      const reached = await connector.getOptions({
        instanceConnectionName: target.instance,
        ipType: IpAddressTypes.PUBLIC,
        authType: target.password === undefined ? AuthTypes.IAM : AuthTypes.PASSWORD,
      });
      const connection: PoolConfig = {
        ...reached,
        user: target.user,
        database: target.database,
        ...(target.password === undefined ? {} : { password: target.password }),
      };
      await tryConnection(connection);
      return connection;
    } catch (error) {
      connector.close();
      if (attempt < attempts) continue;
      throw new DocPilotError(
        'upstream_unavailable',
        'Cloud SQL cannot be reached right now; try again shortly.',
        { cause: error, retryAfterSeconds: 5 },
      );
    }
  }
}

/** TLS 1.3 tells of a refused certificate only after the handshake: Postgres must have answered. */
async function tryConnection(connection: PoolConfig): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  // An error that comes after the one that is thrown would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => {});
  }
}
