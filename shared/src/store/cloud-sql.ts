import type { PoolConfig } from 'pg';
import { DocPilotError } from '../errors.ts';
import type { CloudSqlTarget } from './connect.ts';

/** The pool settings that reach a Cloud SQL instance; the connector is loaded only here. */
export async function cloudSqlConnection(target: CloudSqlTarget): Promise<PoolConfig> {
  const { AuthTypes, Connector, IpAddressTypes } = await import(
    '@google-cloud/cloud-sql-connector'
  );
  const connector = new Connector();
  try {
    const options = await connector.getOptions({
      instanceConnectionName: target.instance,
      ipType: IpAddressTypes.PUBLIC,
      authType: target.password === undefined ? AuthTypes.IAM : AuthTypes.PASSWORD,
    });
    return {
      ...options,
      user: target.user,
      database: target.database,
      ...(target.password === undefined ? {} : { password: target.password }),
    };
  } catch (error) {
    connector.close();
    throw new DocPilotError(
      'upstream_unavailable',
      'Cloud SQL cannot be reached right now; try again shortly.',
      { cause: error, retryAfterSeconds: 5 },
    );
  }
}
