import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface StartCost {
  /** The time to load the framework and the bundle, until the function is registered. */
  importMs: number;
  /** The processor's time of that, which other load on the machine changes least. */
  cpuMs: number;
  memoryMiB: number;
}

/**
 * Runs in a fresh Node process in the project's root; loads the file, or a function that does
 * nothing.
 */
const program = `
const { performance } = require('node:perf_hooks');
const startedAt = performance.now();
const cpu = process.threadCpuUsage();
const file = process.argv[1];
const { getTestServer } = require('@google-cloud/functions-framework/testing');
if (file) require(file);
else require('@google-cloud/functions-framework').http('bare', () => {});
const importMs = performance.now() - startedAt;
const { user, system } = process.threadCpuUsage(cpu);
const cpuMs = (user + system) / 1000;
console.log(JSON.stringify({ importMs, cpuMs, memoryMiB: process.memoryUsage().rss / 2 ** 20 }));
process.exit(0);
`;

/** The settings that the functions need to start; nothing is connected to. */
const settings = {
  API_TOKEN: 'a-key-for-the-measurement',
  DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/nowhere',
  GDRIVE_FOLDER_ID: 'example-folder',
  SITES: 'https://docs.example.com/',
  GH_REPOS: 'example/handbook',
  GH_WEBHOOK_SECRET: 'a-secret-for-the-measurement',
  PROJECT_ID: 'docpilot-build',
  PUBLIC_URL: 'http://127.0.0.1',
  REGION: 'europe-west1',
};

/**
 * Measures what a function's start costs: the minimum of five fresh processes, since other load on
 * the machine only adds to it.
 * @param file the bundle; if empty, only the framework is loaded
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
    cpuMs: Math.min(...runs.map(({ cpuMs }) => cpuMs)),
    memoryMiB: Math.min(...runs.map(({ memoryMiB }) => memoryMiB)),
  };
}
