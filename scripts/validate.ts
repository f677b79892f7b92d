import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionNames } from './build/function-names.ts';
import { CommandFailed, run } from './deploy/command.ts';
import { runScript } from './deploy/fail.ts';
import { missingTools } from './deploy/prerequisites.ts';

// Everything that can be checked before a deploy, and without an account. Terraform's own checks
// need its providers, which `terraform init` downloads.
const root = join(import.meta.dirname, '..');

await runScript(async () => {
  if (process.argv.includes('--help')) {
    return console.log('npm run validate: everything that can be checked before a deploy');
  }
  const results = new Map<string, string>();
  const check = async (name: string, work: () => Promise<void>) => {
    try {
      await work();
      results.set(name, 'holds');
    } catch (error) {
      results.set(name, (error as Error).message);
    }
  };
  for (const problem of await missingTools()) results.set(problem.split(' ')[0] ?? '', problem);
  if (!results.has('terraform')) {
    await check('formatting', () => terraform('fmt', '-check', '-recursive', 'terraform'));
    for (const half of ['base', 'app']) await checkHalf(half, check);
  }
  await check('bundles', async () => checkBundles());

  console.log('\n== Before a deploy');
  for (const [name, result] of results) console.log(`  ${name.padEnd(14)}${result}`);
  const failed = [...results.values()].filter((result) => result !== 'holds');
  if (failed.length > 0)
    throw new CommandFailed(`${failed.length} of ${results.size} do not hold.`);
});

async function checkHalf(
  half: string,
  check: (name: string, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const chdir = `-chdir=terraform/${half}`;
  // Beside the deployed state's own folder, which belongs to a project.
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-terraform-'));
  process.env.TF_DATA_DIR = folder;
  try {
    await check(`${half} valid`, async () => {
      await terraform(chdir, 'init', '-backend=false', '-input=false');
      await terraform(chdir, 'validate');
    });
    await check(`${half} policies`, () => terraform(chdir, 'test'));
  } finally {
    delete process.env.TF_DATA_DIR;
    rmSync(folder, { recursive: true, force: true });
  }
}

function terraform(...args: string[]): Promise<void> {
  return run({ title: 'Terraform', program: 'terraform', args }, root);
}

function checkBundles(): void {
  const dist = join(root, 'dist');
  const missing = functionNames(root).filter((name) => !existsSync(join(dist, name, 'index.js')));
  if (missing.length > 0) {
    throw new Error(`npm run build has not made ${missing.join(', ')}`);
  }
  const extra = readdirSync(dist).filter((name) => !functionNames(root).includes(name));
  if (extra.length > 0) throw new Error(`dist/ has ${extra.join(', ')}, which no function is`);
}
