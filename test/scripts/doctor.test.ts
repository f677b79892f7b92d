import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskDeployment, askAt } from '../../scripts/doctor/ask-deployment.ts';
import { checksOf } from '../../scripts/doctor/checks.ts';
import { examine } from '../../scripts/doctor/examine.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let docPilot: RunningDocPilot;
beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'a.md': '# How it works\n\nIt works well.\n' });
  docPilot = await runDocPilot([clone.folder], {
    environment: { GH_WEBHOOK_SECRET: 'a-secret-for-the-doctor' },
  });
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const wrong = async (ask: AskDeployment, key = docPilot.key, now = Date.now) =>
  (await examine(checksOf(ask, key, now))).filter(({ passed }) => !passed);

it('finds nothing wrong with a working DocPilot', async () => {
  const findings = await examine(checksOf(askAt(docPilot.url), docPilot.key));
  expect(findings.filter(({ passed }) => !passed)).toEqual([]);
  expect(findings.map(({ name }) => name)).toEqual([
    'health',
    'freshness',
    'the key',
    'public access',
    'private access',
    'search',
    'webhook',
    'MCP 2025-11-25',
    'MCP 2026-07-28',
    'sign-in',
  ]);
  expect(findings.at(-1)?.text).toBe(
    `assistants connect to ${docPilot.url}/mcp; the redirect address at Google is ${docPilot.url}/callback`,
  );
});

describe('says what is wrong when', () => {
  it('nothing answers', async () => {
    const findings = await wrong(askAt('http://127.0.0.1:1'));
    expect(findings).toHaveLength(10);
    expect(findings[0]?.text).toMatch(/fetch failed|bad port/);
  });

  it('the key is not valid', async () => {
    const findings = await wrong(askAt(docPilot.url), 'some-other-key-of-mine');
    expect(findings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['the key', 'search', 'MCP 2026-07-28']),
    );
    expect(findings[0]?.text).toContain('The key is refused. It answered 401');
  });

  it('there was no sync for eight hours', async () => {
    const findings = await wrong(
      askAt(docPilot.url),
      docPilot.key,
      () => Date.now() + 8 * 3_600_000,
    );
    expect(findings).toEqual([
      expect.objectContaining({
        name: 'freshness',
        text: expect.stringContaining('8.0 hours ago'),
      }),
    ]);
  });

  // As Cloud Run answers if its invoker check is on.
  it('Google refuses tokens that are not its own', async () => {
    const ask = askAt(docPilot.url);
    const shut: AskDeployment = async (path, request) => {
      if (request?.headers?.authorization === undefined) return ask(path, request);
      return { status: 401, headers: new Headers(), body: '<html>401 Unauthorized</html>' };
    };
    expect(await wrong(shut)).toEqual([expect.objectContaining({ name: 'public access' })]);
  });

  it('only one function is not public', async () => {
    const ask = askAt(docPilot.url);
    const shut: AskDeployment = async (path, request) => {
      const isShut = path === '/sync-sources' && request?.headers?.authorization !== undefined;
      if (!isShut) return ask(path, request);
      return { status: 401, headers: new Headers(), body: '<html>401 Unauthorized</html>' };
    };
    expect(await wrong(shut)).toEqual([
      { name: 'public access', passed: false, text: expect.stringContaining('/sync-sources') },
    ]);
  });

  it('anybody may call a sync function', async () => {
    const ask = askAt(docPilot.url);
    const open: AskDeployment = async (path, request) =>
      path === '/sync-drive'
        ? { status: 400, headers: new Headers(), body: { error: { code: 'invalid_request' } } }
        : ask(path, request);
    expect(await wrong(open)).toEqual([
      { name: 'private access', passed: false, text: expect.stringContaining('/sync-drive') },
    ]);
  });

  it('a forged delivery is accepted', async () => {
    const ask = askAt(docPilot.url);
    const open: AskDeployment = async (path, request) =>
      path.startsWith('/webhook')
        ? { status: 202, headers: new Headers(), body: { status: 'started' } }
        : ask(path, request);
    expect(await wrong(open)).toEqual([expect.objectContaining({ name: 'webhook' })]);
  });
});
