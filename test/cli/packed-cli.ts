import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  input?: string;
}

/** The command line as `npm pack` packs it, in an empty folder with a home of its own. */
export interface PackedCli {
  readonly folder: string;
  readonly home: string;
  /** The bundle. */
  readonly file: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  remove(): void;
}

export function packCli(): PackedCli {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-cli-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const PATH = [join(root, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(
    delimiter,
  );
  execFileSync('npm', ['pack', '--workspace', 'cli', '--pack-destination', folder], {
    cwd: root,
    env: { ...process.env, PATH },
    stdio: 'pipe',
  });
  execFileSync('tar', ['-xzf', 'docpilot-0.1.0.tgz'], { cwd: folder });
  const file = join(folder, 'package/dist/docpilot.js');

  const run = (args: readonly string[], { env = {}, input = '' }: RunOptions = {}) =>
    new Promise<Ended>((resolve) => {
      const child = spawn(process.execPath, [file, ...args], {
        cwd: folder,
        env: { PATH: '/usr/bin:/bin', HOME: home, ...env },
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
      });
      child.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.end(input);
    });
  return { folder, home, file, run, remove: () => rmSync(folder, { recursive: true }) };
}
