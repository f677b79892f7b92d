import { join } from 'node:path';
import { commandLine, run } from './deploy/command.ts';
import { readDeployment, requireDeployment } from './deploy/deployment.ts';
import { runScript } from './deploy/fail.ts';
import { publicFunctions } from './deploy/function-table.ts';
import { flagHelp, readOptions } from './deploy/options.ts';
import {
  appCommands,
  buildCommand,
  databaseCommands,
  deploySyncCommand,
  terraformCommands,
} from './deploy/plan.ts';
import { requireAccess, requireBudgetRight } from './deploy/prerequisites.ts';
import { readSecretVersions } from './deploy/read-secret-versions.ts';

// Deploys this version and the current settings: build, terraform/base, schema, terraform/app, sync.
const root = join(import.meta.dirname, '..');
const keepSchemaFlag = '--keep-schema';
const help = `npm run deploy -- --project ID --region REGION\n${flagHelp}
  ${keepSchemaFlag}     do not migrate: to go back to the version before`;

await runScript(async () => {
  const flags = process.argv.slice(2);
  const options = readOptions(flags.filter((flag) => flag !== keepSchemaFlag));
  if (options === 'help') return console.log(help);
  const accounts = options.dryRun ? undefined : await requireAccess(options);
  const { publicAccess, billingAccount } = options.dryRun
    ? (readDeployment(root, options.project) ?? {
        publicAccess: 'no-invoker-check',
        billingAccount: null,
      })
    : requireDeployment(root, options.project);
  if (accounts) await requireBudgetRight(billingAccount, accounts);
  const commands = [
    buildCommand,
    ...terraformCommands('base', options),
    ...(flags.includes(keepSchemaFlag) ? [] : databaseCommands(options, { first: false })),
    ...appCommands(
      options,
      { publicAccess },
      options.dryRun
        ? { API_TOKEN: '1', GH_WEBHOOK_SECRET: '1' }
        : await readSecretVersions(options),
      { first: false, publicFunctions: publicFunctions(root) },
    ),
    deploySyncCommand(options),
  ];
  for (const command of commands) {
    if (options.dryRun) console.log(`# ${command.title}\n$ ${commandLine(command)}`);
    else await run(command, root);
  }
  const url = `https://${options.region}-${options.project}.cloudfunctions.net`;
  console.log(`\nTo check the deployment: npm run doctor -- --url ${url}`);
});
