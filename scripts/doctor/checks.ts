import { type Answer, type AskDeployment, partOf } from './ask-deployment.ts';
import { speaksEarlier, speaksLatest } from './check-mcp.ts';
import { checkSignIn } from './check-sign-in.ts';

/** One check of a deployment. */
export interface Check {
  name: string;
  /** @returns what was found @throws Error that says what is wrong and how to fix it */
  run(): Promise<string>;
}

/** Without a sync for this time, something is wrong: two scheduled syncs are missing. */
const staleAfterHours = 7;

/** All checks, ordered so that a failure explains the ones after it. */
export function checksOf(ask: AskDeployment, key: string, now = () => Date.now()): Check[] {
  return [
    { name: 'health', run: () => health(ask) },
    { name: 'freshness', run: () => freshness(ask, now()) },
    { name: 'the key', run: () => keys(ask, key) },
    { name: 'public access', run: () => publicAccess(ask) },
    { name: 'private access', run: () => privateAccess(ask) },
    { name: 'search', run: () => search(ask, key) },
    { name: 'webhook', run: () => webhook(ask) },
    { name: 'MCP 2025-11-25', run: () => speaksEarlier(ask, key) },
    { name: 'MCP 2026-07-28', run: () => speaksLatest(ask, key) },
    { name: 'sign-in', run: () => checkSignIn(ask) },
  ];
}

async function health(ask: AskDeployment): Promise<string> {
  const answer = await ask('/home/health');
  if (answer.status !== 200 || partOf(answer.body, 'status') !== 'ok') {
    throw new Error(
      `${described(answer)} See the log of home: the settings or the database may be wrong.`,
    );
  }
  const { sources, documents, passages } = partOf(answer.body, 'index') as Record<string, number>;
  return `${sources} sources, ${documents} documents, ${passages} passages`;
}

async function freshness(ask: AskDeployment, now: number): Promise<string> {
  const verifiedAt = partOf((await ask('/home/health')).body, 'index.verified_at');
  if (typeof verifiedAt !== 'string') {
    throw new Error('Nothing was ever synced: start a sync, and check its execution.');
  }
  const hours = (now - Date.parse(verifiedAt)) / 3_600_000;
  const age = hours < 1 ? `${Math.round(hours * 60)} minutes` : `${hours.toFixed(1)} hours`;
  if (hours > staleAfterHours) {
    throw new Error(`The last sync was ${age} ago: check Scheduler and the workflow.`);
  }
  return `synced ${age} ago`;
}

async function keys(ask: AskDeployment, key: string): Promise<string> {
  for (const wrong of [undefined, 'not-the-key-of-anybody']) {
    const answer = await ask('/list', wrong === undefined ? {} : { key: wrong });
    if (answer.status !== 401) {
      throw new Error(`Without a valid key the answer must be 401. ${described(answer)}`);
    }
  }
  const answer = await ask('/list', { key });
  if (answer.status !== 200) {
    throw new Error(`The key is refused. ${described(answer)} Is it the deployed version's?`);
  }
  return 'required and accepted';
}

/** A request to each function that needs a key. */
const keyedFunctions: Readonly<Record<string, { json?: object }>> = {
  '/list': {},
  '/search': { json: {} },
  '/mcp': { json: {} },
  '/sync-sources': { json: {} },
};

/**
 * Google's check of the caller, which each function has, must let a token pass that is not
 * Google's, so that DocPilot refuses it itself. A function that is not deployed answers 404.
 */
async function publicAccess(ask: AskDeployment): Promise<string> {
  const headers = { authorization: 'Bearer no-token-of-google' };
  for (const [path, request] of Object.entries(keyedFunctions)) {
    const answer = await ask(path, { ...request, headers });
    const isDocPilot = typeof partOf(answer.body, 'error.code') === 'string';
    if (isDocPilot && (answer.status === 401 || answer.status === 404)) continue;
    throw new Error(
      `Google refuses ${path} before DocPilot does. ${described(answer)} See docs/operations.md, Public access.`,
    );
  }
  return 'a token that is not Google’s gets DocPilot’s own 401';
}

/**
 * Only the workflow may call the sync functions: Google refuses others, or they are not deployed.
 */
async function privateAccess(ask: AskDeployment): Promise<string> {
  for (const path of ['/sync-github', '/sync-drive', '/sync-web']) {
    const answer = await ask(path, { json: {} });
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) continue;
    throw new Error(
      `Anybody may call ${path}. ${described(answer)} Deploy again: it is internal and needs the workflow's account.`,
    );
  }
  return 'nobody but the workflow can call the sync functions';
}

async function search(ask: AskDeployment, key: string): Promise<string> {
  const startedAt = performance.now();
  const answer = await ask('/search', { key, json: { query: 'how does it work', limit: 3 } });
  const results = partOf(answer.body, 'results');
  if (answer.status !== 200 || !Array.isArray(results)) throw new Error(described(answer));
  return `${results.length} results in ${Math.round(performance.now() - startedAt)} ms`;
}

async function webhook(ask: AskDeployment): Promise<string> {
  const answer = await ask('/webhook/github', {
    headers: {
      'x-github-event': 'push',
      'x-github-delivery': '00000000-0000-4000-8000-000000000000',
      'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
    },
    json: { ref: 'refs/heads/main' },
  });
  if (answer.status === 401) return 'a forged signature is refused';
  if (answer.status === 404) return 'not deployed here';
  throw new Error(`A forged signature must be refused with 401. ${described(answer)}`);
}

function described({ status, body }: Answer): string {
  const message = partOf(body, 'error.message');
  const text = typeof message === 'string' ? message : String(body).slice(0, 120);
  return `It answered ${status}: ${typeof body === 'object' && message === undefined ? JSON.stringify(body).slice(0, 120) : text}`;
}
