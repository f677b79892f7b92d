import type { Environment } from '@docpilot/shared/config';
import { connectDatabase } from '@docpilot/shared/connect';
import type { Database } from '@docpilot/shared/database';
import type { AuthClient } from 'google-auth-library';
import { explainClosedPort } from '../deploy/closed-port.ts';
import { instanceName, migratorAddress } from '../deploy/database-access.ts';
import { flagHelp, readOptions } from '../deploy/options.ts';
import { impersonate, ownCredentials } from './credentials.ts';
import { iamUser } from './roles.ts';

/**
 * Works on the database in the environment or, with flags, on Cloud SQL as the migrator.
 * @param name of the npm script
 * @param plan what --dry-run says is done
 * @param args the flags
 */
export async function asMigrator(
  name: string,
  plan: string,
  work: (database: Database) => Promise<void>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  if (args.length === 0) return withDatabase(process.env, work);
  const options = readOptions(args);
  if (options === 'help') {
    return console.log(
      `npm run ${name} -- --project ID --region REGION, or with DATABASE_URL\n${flagHelp}`,
    );
  }
  const account = migratorAddress(options);
  if (options.dryRun) return console.log(`  ${plan} ${instanceName(options)} as ${account}`);
  const environment = {
    CLOUD_SQL_INSTANCE: instanceName(options),
    DB_NAME: 'docpilot',
    DB_USER: iamUser('migrator', options.project),
  };
  const googleAuth = impersonate(await ownCredentials(options.project), account);
  await explainClosedPort(() => withDatabase(environment, work, googleAuth));
}

async function withDatabase(
  environment: Environment,
  work: (database: Database) => Promise<void>,
  googleAuth?: AuthClient,
): Promise<void> {
  const database = connectDatabase(environment, {
    poolSize: 1,
    statementTimeoutMs: 0,
    ...(googleAuth && { googleAuth }),
  });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}
