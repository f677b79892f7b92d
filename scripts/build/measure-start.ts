import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface StartCost {
  /** From Node's first line to a registered function: the framework and the bundle are loaded. */
  importMs: number;
  memoryMiB: number;
}

/** Runs in a fresh Node process, at the project's root: the file, or a function that does nothing. */
const program = `
const { performance } = require('node:perf_hooks');
const startedAt = performance.now();
const file = process.argv[1];
const { getTestServer } = require('@google-cloud/functions-framework/testing');
if (file) require(file);
else require('@google-cloud/functions-framework').http('bare', () => {});
const importMs = performance.now() - startedAt;
console.log(JSON.stringify({ importMs, memoryMiB: process.memoryUsage().rss / 2 ** 20 }));
process.exit(0);
`;

/** Enough for every function to start; nothing is reached. */
const settings = {
  API_TOKEN: 'a-key-for-the-measurement',
  DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/nowhere',
  GDRIVE_FOLDER_ID: 'example-folder',
  GH_REPOS: 'example/handbook',
  GH_WEBHOOK_SECRET: 'a-secret-for-the-measurement',
  PROJECT_ID: 'docpilot-build',
  PUBLIC_URL: 'http://127.0.0.1',
  REGION: 'europe-west1',
};

/**
 * What a function costs until it can answer, the least of five fresh processes: what else runs on
 * the machine only adds to it.
 * @param file the bundle; without one, the framework by itself
 */
export async function measureStart(root: string, file = ''): Promise<StartCost> {
  const runs: StartCost[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { stdout } = await run(process.execPath, ['-e', program, file], {
      cwd: root,
      env: { ...process.env, ...settings },
    }).catch(({ stdout, stderr }) => {
      throw new Error(`${file} does not start: ${stdout}${stderr}`);
    });
    runs.push(JSON.parse(stdout));
  }
  return {
    importMs: Math.min(...runs.map(({ importMs }) => importMs)),
    memoryMiB: Math.min(...runs.map(({ memoryMiB }) => memoryMiB)),
  };
}
