import { join } from 'node:path';
import { ask } from './deploy/ask.ts';
import { type Command, commandLine, readOutput } from './deploy/command.ts';
import {
  type Deployment,
  readDeployment,
  terraformVariables,
  variablesFile,
  writeDeployment,
} from './deploy/deployment.ts';
import { describeEstimate } from './deploy/estimate.ts';
import { runScript } from './deploy/fail.ts';
import { neededApis, publicFunctions } from './deploy/function-table.ts';
import { askDeployment, askSecrets } from './deploy/interview.ts';
import { type DeployOptions, flagHelp, readOptions } from './deploy/options.ts';
import { stateBucket } from './deploy/plan.ts';
import { readProjectNumber, requireAccess, requireBudgetRight } from './deploy/prerequisites.ts';
import { quickstartPlan, usageText } from './deploy/quickstart-plan.ts';
import { findSecretVersions, readSecretVersions } from './deploy/read-secret-versions.ts';
import { buildWarning } from './deploy/regions.ts';
import { runPatiently } from './deploy/run-patiently.ts';

// Guides from an empty Google Cloud project to the first search.
const root = join(import.meta.dirname, '..');
const help = `npm run quickstart -- --project ID --region REGION\n${flagHelp}`;

const example: Deployment = {
  settings: { GH_REPOS: 'acme/handbook', GDRIVE_FOLDER_ID: 'FOLDER_ID' },
  publicAccess: 'no-invoker-check',
  alertEmail: 'ann@example.com',
  billingAccount: null,
  deployers: ['user:ann@example.com'],
};

await runScript(async () => {
  const args = process.argv.slice(2);
  const isDry = args.includes('--dry-run');
  const options = readOptions(
    args,
    isDry ? { project: 'my-team-docs', region: 'europe-west1' } : {},
  );
  if (options === 'help') return console.log(help);
  console.log(`${describeEstimate()}\n`);
  const warning = buildWarning(options.region);
  if (warning !== undefined) console.log(`Warning: ${warning}\n`);
  if (options.dryRun) return showPlan(options);

  const accounts = await requireAccess(options);
  const projectNumber = await readProjectNumber(options);
  const before = readDeployment(root, options.project);
  if (before !== undefined) {
    console.log(`Using the settings from terraform/{base,app}/${variablesFile(options.project)}.`);
  }
  const deployment = before ?? (await askDeployment(accounts));
  await requireBudgetRight(deployment.billingAccount, accounts);
  const values = await askSecrets(Object.keys(await findSecretVersions(options)));
  const start = await ask('Start? Terraform will show its plan and ask again (yes/no)', {
    fallback: 'no',
  });
  if (!start.startsWith('y')) return console.log('Nothing was done.');

  if (before === undefined) writeDeployment(root, options, deployment);
  const plan = (secretVersions: Record<string, string>) =>
    quickstartPlan(options, deployment, {
      secrets: values,
      secretVersions,
      publicFunctions: publicFunctions(root),
      apis: neededApis(root, deployment.settings),
    });
  for (const index of plan({}).keys()) {
    // The versions are only known once the secrets exist.
    const needsVersions = plan({})[index]?.heading.startsWith('The functions') ?? false;
    const part = plan(needsVersions ? await readSecretVersions(options) : {})[index];
    console.log(`\n== ${part?.heading}`);
    if (part?.todo) await ask(`${part.todo}; then press Enter`);
    // At the last part everything is deployed, even if the first sync fails.
    const isLast = index === plan({}).length - 1;
    const printUsage = () => console.log(`\n${usageText(options, projectNumber)}`);
    if (isLast) process.once('exit', printUsage);
    for (const command of part?.commands ?? []) {
      if (!(await isDone(command, options))) await runPatiently(command, root);
    }
  }
});

/** A bucket left by an earlier attempt is not an error. */
async function isDone({ args }: Command, { project }: DeployOptions): Promise<boolean> {
  if (!args.includes('create')) return false;
  const bucket = `gs://${stateBucket(project)}`;
  return (await readOutput('gcloud', ['storage', 'buckets', 'describe', bucket])) !== undefined;
}

function showPlan(options: DeployOptions): void {
  console.log(
    'It looks whether the programs, the accounts, the project, its billing and the rights are there. It asks for the settings and writes them to the files that Terraform reads, for example',
  );
  for (const [half, variables] of Object.entries(terraformVariables(options, example))) {
    console.log(`  terraform/${half}/${options.project}.tfvars.json  ${JSON.stringify(variables)}`);
  }
  console.log('and then runs');
  const parts = quickstartPlan(options, example, {
    secrets: { API_TOKEN: '', GH_WEBHOOK_SECRET: '', GH_PAT: '' },
    secretVersions: { API_TOKEN: '1', GH_WEBHOOK_SECRET: '1', GH_PAT: '1' },
    publicFunctions: publicFunctions(root),
    apis: neededApis(root, example.settings),
  });
  for (const { heading, todo, commands } of parts) {
    console.log(`\n== ${heading}`);
    if (todo) console.log(todo);
    for (const command of commands) console.log(`# ${command.title}\n$ ${commandLine(command)}`);
  }
  console.log(`\n== At the end it prints\n${usageText(options)}`);
}
