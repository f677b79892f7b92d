import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionNames } from './build/function-names.ts';
import { CommandFailed } from './deploy/command.ts';
import { requireDeployment } from './deploy/deployment.ts';
import { runScript } from './deploy/fail.ts';
import { functionTable } from './deploy/function-table.ts';
import { readFlags } from './deploy/options.ts';
import { missingTools } from './deploy/prerequisites.ts';
import { type Check, tryChecks } from './validate/check.ts';
import { startFunctions } from './validate/start-functions.ts';
import { terraformChecks } from './validate/terraform-checks.ts';

// Checks everything that can be checked before a deploy, without an account.
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const help = `npm run validate

  --project ID   start the functions with this project's settings
  --dry-run      list the checks and run none
  --help         show this text

Terraform downloads its providers. TERRAFORM can name another program to run.`;

await runScript(async () => {
  const flags = readFlags(process.argv.slice(2), {
    project: { type: 'string' },
    'dry-run': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (flags.help) return console.log(help);
  const settings = flags.project ? requireDeployment(root, flags.project).settings : {};
  const checks: Check[] = [
    ...terraformChecks(root),
    { name: 'bundles', run: checkBundles },
    {
      name: 'functions',
      after: 'bundles',
      run: () => startFunctions(functionTable(root), dist, settings),
    },
  ];
  if (flags['dry-run']) return console.log(checks.map(({ name }) => `  ${name}`).join('\n'));

  // Not terraform's usual folder, which belongs to a project's deployed state.
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-terraform-'));
  process.env.TF_DATA_DIR = folder;
  const known = (await missingTools()).map((text) => [text.split(' ')[0] ?? '', text] as const);
  const results = await tryChecks(checks, new Map(known)).finally(() =>
    rmSync(folder, { recursive: true, force: true }),
  );
  console.log('\n== Before a deploy');
  for (const [name, result] of results) console.log(`  ${name.padEnd(16)}${result}`);
  const failed = [...results.values()].filter((result) => result !== 'ok');
  if (failed.length > 0) {
    throw new CommandFailed(`${failed.length} of ${results.size} checks fail.`);
  }
});

async function checkBundles(): Promise<void> {
  const names = functionNames(root);
  const missing = names.filter((name) => !existsSync(join(dist, name, 'index.js')));
  if (missing.length > 0) throw new Error(`dist/ has no ${missing.join(', ')}: run npm run build`);
  const extra = readdirSync(dist).filter((name) => !names.includes(name));
  if (extra.length > 0) throw new Error(`dist/ has ${extra.join(', ')}, which is not a function`);
}
