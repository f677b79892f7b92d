import { randomBytes } from 'node:crypto';
import { connectDatabase } from '@docpilot/shared/connect';
import type { AuthClient } from 'google-auth-library';
import { bootstrap } from './database/bootstrap.ts';
import { ownCredentials } from './database/credentials.ts';
import { explainClosedPort } from './deploy/closed-port.ts';
import { type Command, commandLine, run } from './deploy/command.ts';
import { builtInUserUrl, instanceName } from './deploy/database-access.ts';
import { runScript } from './deploy/fail.ts';
import { type DeployOptions, flagHelp, readOptions } from './deploy/options.ts';

// Runs once, after terraform/base, to do what only the built-in user may do. Its password is made
// for this step, passed to gcloud by standard input, and afterwards replaced by one that nobody
// sees. With DATABASE_URL, it prepares that database instead, as the user in the URL.
const help = `npm run bootstrap -- --project ID --region REGION\n${flagHelp}`;

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(help);
  const url = process.env.DATABASE_URL;
  if (url !== undefined) return prepare(url, options.project);

  const password = newPassword();
  if (options.dryRun) {
    console.log(`$ ${commandLine(setPassword(options, password))}`);
    console.log(`  extension, schema, roles and members on ${instanceName(options)} as postgres`);
    console.log(`$ ${commandLine(setPassword(options, password))}`);
    return;
  }
  await run(setPassword(options, password), process.cwd());
  try {
    const googleAuth = await ownCredentials(options.project);
    await explainClosedPort(() =>
      prepare(builtInUserUrl(options, password), options.project, googleAuth),
    );
  } finally {
    await run(setPassword(options, newPassword()), process.cwd());
  }
});

async function prepare(url: string, project: string, googleAuth?: AuthClient): Promise<void> {
  const database = connectDatabase(
    { DATABASE_URL: url },
    { poolSize: 1, statementTimeoutMs: 60_000, ...(googleAuth && { googleAuth }) },
  );
  try {
    await bootstrap(database, project);
  } finally {
    await database.close();
  }
  console.log('The database has its extension, its schema and its roles. Next: npm run migrate');
}

function setPassword({ project, instance }: DeployOptions, password: string): Command {
  return {
    title: 'Set a password for this step only',
    program: 'gcloud',
    args: [
      ...['sql', 'users', 'set-password', 'postgres', `--instance=${instance}`],
      ...[`--project=${project}`, '--flags-file=-'],
    ],
    input: `--password: ${password}\n`,
    inputName: 'PASSWORD',
  };
}

function newPassword(): string {
  return randomBytes(32).toString('base64url');
}
