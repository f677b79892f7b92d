import type { ConnectorOptions } from '@google-cloud/cloud-sql-connector';
import type { PoolConfig } from 'pg';
import { DocPilotError } from '../../errors.ts';
import type { RenewableRoute } from './postgres.ts';

/** A Cloud SQL instance and whom to be there: by password, or by IAM without one. */
export interface CloudSqlTarget {
  instance: string;
  user: string;
  database: string;
  password?: string;
}

/**
 * The route to a Cloud SQL instance. Its certificates last an hour; the connector renews them on
 * timers, which fire late in an instance without CPU.
 */
export interface CloudSqlRoute extends RenewableRoute {
  connection: PoolConfig;
}

/** The least time between two renewals, which the admin API's quota allows; the connector keeps to it, too. */
const minRenewalMs = 30_000;

/** The connector itself waits without end. */
const defaultAnswerTimeoutMs = 15_000;

/**
 * Asks Cloud SQL how to reach an instance, a second time where the first fails: the network of an
 * instance that starts may not be ready. The connector is loaded by the first call.
 * @param options for the connector; a test points it at a stand-in
 * @param answerTimeoutMs how long Cloud SQL may take to say it, each time
 * @throws DocPilotError upstream_unavailable
 */
export async function openCloudSqlRoute(
  target: CloudSqlTarget,
  options: ConnectorOptions = {},
  answerTimeoutMs = defaultAnswerTimeoutMs,
): Promise<CloudSqlRoute> {
  const { AuthTypes, Connector, IpAddressTypes } = await import(
    '@google-cloud/cloud-sql-connector'
  );
  const open = async () => {
    const connector = new Connector(options);
    const reaching = connector.getOptions({
      instanceConnectionName: target.instance,
      ipType: IpAddressTypes.PUBLIC,
      authType: target.password === undefined ? AuthTypes.IAM : AuthTypes.PASSWORD,
    });
    try {
      const { stream } = await inTime(reaching, answerTimeoutMs);
      return { connector, stream };
    } catch (error) {
      // Closed only if it succeeds after all: closing one that fails is a rejection that nobody handles.
      reaching.then(
        () => connector.close(),
        () => {},
      );
      throw error;
    }
  };
  let current = await open().catch(open).catch(unavailable);
  let renewing: Promise<void> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;

  async function replace(): Promise<void> {
    renewedAt = performance.now();
    // Closed first, or it would ask as well; the connections that it opened stay open.
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
      if (performance.now() - renewedAt >= minRenewalMs) {
        renewing = replace().finally(() => {
          renewing = undefined;
        });
      }
      await renewing;
    },
    close: () => current.connector.close(),
  };
}

function inTime<Answer>(answer: Promise<Answer>, timeoutMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`Cloud SQL did not answer within ${timeoutMs} ms.`);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function unavailable(cause: unknown): never {
  throw new DocPilotError(
    'upstream_unavailable',
    'Cloud SQL cannot be reached right now; try again shortly.',
    { cause, retryAfterSeconds: 5 },
  );
}
