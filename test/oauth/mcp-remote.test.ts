import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

const proxy = join(import.meta.dirname, '../../node_modules/mcp-remote/dist/proxy.js');
const folder = mkdtempSync(join(tmpdir(), 'docpilot-mcp-remote-'));
let served: ServedSignIn;
beforeAll(async () => {
  served = await serveSignIn();
});
afterAll(() => {
  served.close();
  rmSync(folder, { recursive: true });
});

/** mcp-remote with the messages that Claude Desktop sends first; it opens no browser of its own. */
async function firstAnswers(): Promise<{ ids: number[]; signedIn: boolean }> {
  const remote = spawn(process.execPath, [proxy, served.mcpUrl], {
    env: { MCP_REMOTE_CONFIG_DIR: folder, HOME: folder, PATH: folder, BROWSER: 'none' },
  });
  let signedIn = false;
  let address = '';
  createInterface(remote.stderr).on('line', async (line) => {
    address = /^http:\S+\/authorize\?\S+$/.exec(line.trim())?.[0] ?? address;
    // It prints the address before it listens for the answer.
    if (!line.includes('Waiting for authorization')) return;
    signedIn = true;
    const browser = new Browser();
    const asked = await browser.open(address);
    await browser.submit(asked, { decision: 'allow', api_key: key });
  });
  const send = (message: object) =>
    remote.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  send({
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'claude-ai', version: '0.1.0' },
    },
  });
  const ids: number[] = [];
  try {
    for await (const line of createInterface(remote.stdout)) {
      const { id, result } = JSON.parse(line);
      expect(result).toBeDefined();
      ids.push(id);
      if (id === 1) {
        send({ method: 'notifications/initialized' });
        send({ id: 2, method: 'tools/list' });
      } else break;
    }
  } finally {
    remote.kill();
    await once(remote, 'exit');
  }
  return { ids, signedIn };
}

test('Claude Desktop comes in through mcp-remote, and again without a question', async () => {
  expect(await firstAnswers()).toEqual({ ids: [1, 2], signedIn: true });
  expect(await firstAnswers()).toEqual({ ids: [1, 2], signedIn: false });
});
