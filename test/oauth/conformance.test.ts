import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import { OAuthClient } from './oauth-client.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

const suite = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')),
  'dist/index.js',
);
const folder = mkdtempSync(join(tmpdir(), 'docpilot-conformance-'));
let served: ServedSignIn;
beforeAll(async () => {
  served = await serveSignIn();
});
afterAll(() => {
  served.close();
  rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** A person who opens the address that the suite prints, and lets it in with the API key. */
async function letIn(address: string): Promise<void> {
  const browser = new Browser();
  const asked = await browser.open(address);
  await browser.submit(asked, { decision: 'allow', api_key: key });
}

test('the conformance suite’s scenarios of authorization servers pass', async () => {
  const port = await freePort();
  const client = new OAuthClient(served);
  await client.register({ redirect_uris: [`http://127.0.0.1:${port}/callback`] });
  const settings = {
    '--url': served.issuer,
    '--client-id': client.clientId,
    '--resource': served.mcpUrl,
    '--port': String(port),
    '-o': folder,
  };
  const suiteProcess = spawn(
    process.execPath,
    [suite, 'authorization', ...Object.entries(settings).flat()],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  for await (const text of suiteProcess.stdout) {
    const address = /^http:\S+\/authorize\?\S+$/m.exec(String(text))?.[0];
    if (address !== undefined) void letIn(address);
  }
  const files = globSync('**/checks.json', { cwd: folder });
  const checks = files.flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const outcomes = checks.map(({ id, status, errorMessage }) => [id, status, errorMessage]).sort();
  expect(outcomes).toEqual([
    ['authorization-code-grant', 'SUCCESS', undefined],
    ['authorization-server-metadata', 'SUCCESS', undefined],
    ['authorization-server-metadata-cimd', 'SUCCESS', undefined],
  ]);
});
