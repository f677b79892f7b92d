import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformProgram } from '../../scripts/deploy/terraform-program.ts';

/** Whether Terraform may be asked for what needs its providers, which it downloads. */
export const terraformIsNamed = process.env.TERRAFORM !== undefined;

export function runTerraform(folder: string, ...args: string[]) {
  const [program, ...first] = terraformProgram();
  return spawnSync(program, [...first, ...args], {
    cwd: folder,
    encoding: 'utf8',
    // A plan as JSON has the schemas of its providers.
    maxBuffer: 2 ** 28,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '-no-color' },
  });
}

/** A copy of what Terraform reads, with its providers: to be checked, changed and thrown away. */
export function copyTerraform(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-terraform-'));
  for (const part of ['terraform', 'workflows', 'functions']) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|\.terraform)$/.test(path),
    });
  }
  for (const half of ['base', 'app']) {
    const there = join(folder, 'terraform', half);
    const { status, stderr } = runTerraform(there, 'init', '-backend=false', '-input=false');
    if (status !== 0) throw new Error(stderr);
  }
  return folder;
}
