import type { ConnectorOptions } from '@google-cloud/cloud-sql-connector';
import type { PoolConfig } from 'pg';
import { DocPilotError } from '../../errors.ts';
import type { AgingDoor } from './postgres.ts';

/** A Cloud SQL instance and whom to be there: by password, or by IAM without one. */
export interface CloudSqlTarget {
  instance: string;
  user: string;
  database: string;
  password?: string;
}

/**
 * The way to a Cloud SQL instance. Its certificates last an hour; the connector renews them on
 * timers, but those come late where the CPU is taken away.
 */
export interface CloudSqlDoor extends AgingDoor {
  connection: PoolConfig;
}

/** The admin API answers so often without end; the connector itself asks no more often, either. */
const renewedForMs = 30_000;

/**
 * Asks Cloud SQL how to reach an instance, a second time where the first fails: the network of an
 * instance that starts may not be ready. The connector is loaded only here.
 * @param options for the connector; a test points it at a stand-in
 * @throws DocPilotError upstream_unavailable
 */
export async function openCloudSqlDoor(
  target: CloudSqlTarget,
  options: ConnectorOptions = {},
): Promise<CloudSqlDoor> {
  const { AuthTypes, Connector, IpAddressTypes } = await import(
    '@google-cloud/cloud-sql-connector'
  );
  const open = async () => {
    const connector = new Connector(options);
    const reached = await connector.getOptions({
      instanceConnectionName: target.instance,
      ipType: IpAddressTypes.PUBLIC,
      authType: target.password === undefined ? AuthTypes.IAM : AuthTypes.PASSWORD,
    });
    return { connector, stream: reached.stream };
  };
  let current = await open().catch(open).catch(unavailable);
  let renewing: Promise<void> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;

  async function replace(): Promise<void> {
    renewedAt = performance.now();
    // First, or its own attempt would come on top; what it has opened stays open.
    current.connector.close();
    current = await open().catch(unavailable);
  }

  return {
    connection: {
      stream: () => current.stream(),
      user: target.user,
      database: target.database,
      ...(target.password === undefined ? {} : { password: target.password }),
    },
    async renew() {
      if (performance.now() - renewedAt >= renewedForMs) {
        renewing = replace().finally(() => {
          renewing = undefined;
        });
      }
      await renewing;
    },
    close: () => current.connector.close(),
  };
}

function unavailable(cause: unknown): never {
  throw new DocPilotError(
    'upstream_unavailable',
    'Cloud SQL cannot be reached right now; try again shortly.',
    { cause, retryAfterSeconds: 5 },
  );
}
