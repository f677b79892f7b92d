import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { FunctionTable } from '../deploy/function-table.ts';

/**
 * The settings that Terraform gives every function, and secrets in a valid form. A start connects
 * to nothing.
 */
const given = {
  API_TOKEN: 'a-key-to-start-with',
  CLOUD_SQL_INSTANCE: 'my-team-docs:europe-west1:docpilot',
  DB_NAME: 'docpilot',
  DB_USER: 'docpilot@my-team-docs.iam',
  GH_WEBHOOK_SECRET: 'a-secret-to-start-with',
  PROJECT_ID: 'my-team-docs',
  PUBLIC_URL: 'https://europe-west1-my-team-docs.cloudfunctions.net',
  REGION: 'europe-west1',
  WORKFLOW_NAME: 'docpilot-sync',
};

/**
 * Starts each function's bundle with the settings that Terraform would give it, and stops it.
 * @throws Error with the message of the first function that does not start
 */
export async function startFunctions(
  table: FunctionTable,
  dist: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, { settings: read }] of Object.entries(table)) {
    const own = Object.fromEntries(Object.entries(settings).filter(([key]) => read.includes(key)));
    const problem = await start(join(dist, name, 'index.js'), { ...given, ...own });
    if (problem !== undefined) throw new Error(`${name} does not start: ${problem}`);
  }
}

const program = 'require(process.argv[1]); process.exit(0);';

/** @returns the error message if it does not start */
function start(file: string, environment: Record<string, string>): Promise<string | undefined> {
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', program, file], { env }, (error, stdout, stderr) => {
      const logged = /"message":("(?:[^"\\]|\\.)*")/.exec(stdout)?.[1];
      if (error === null) resolve(undefined);
      else resolve(logged === undefined ? stderr || error.message : JSON.parse(logged));
    });
  });
}
