import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs `npm start` in a checkout until it is ready.
 * @param data its data folder
 * @returns its address, its API key, and what ends it
 */
export async function serveCheckout(checkout: string, repository: string, data: string) {
  const args = ['--repo', repository, '--data', data, '--port', '0'];
  const npm = spawn('npm', ['start', '--', ...args], {
    cwd: checkout,
    // A process group of its own: npm passes no signal on to what it started.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(npm, 'exit');
  let output = '';
  await new Promise<void>((resolve) => {
    npm.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('DocPilot is ready')) resolve();
    });
    npm.stdout.on('end', resolve);
  });
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
  if (url === undefined) throw new Error(`npm start failed in ${checkout}:\n${output}`);
  return {
    url,
    key: readFileSync(join(data, 'api-key'), 'utf8').trim(),
    stop: async () => {
      process.kill(-Number(npm.pid), 'SIGTERM');
      await exit;
    },
  };
}
