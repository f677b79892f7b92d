import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { impersonate, ownCredentials } from '../../scripts/database/credentials.ts';

const account = 'docpilot-migrator@acme-docs.iam.gserviceaccount.com';

/** Google's token services, as far as they are asked for an exchange. */
let url: string;
let asked: { path: string; headers: IncomingHttpHeaders; body: object }[];
const server = createServer(async (request, response) => {
  const { url: path = '', headers } = request;
  const body = await text(request);
  asked.push({
    path,
    headers,
    body: path === '/sts' ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body),
  });
  const expireTime = new Date(Date.now() + 3_600_000).toISOString();
  const tokens = {
    '/sts': { access_token: 'own-token', expires_in: 3600, token_type: 'Bearer' },
    '/oauth': { access_token: 'own-token', expires_in: 3600, token_type: 'Bearer' },
  };
  response.setHeader('content-type', 'application/json');
  const known = tokens[path as keyof typeof tokens];
  response.end(JSON.stringify(known ?? { accessToken: 'migrator-token', expireTime }));
});

let folder: string;
beforeEach(async () => {
  asked = [];
  folder = mkdtempSync(join(tmpdir(), 'docpilot-credentials-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(folder, { recursive: true });
});

/** Credentials as `gcloud` or a CI's sign-in leaves them in a file. */
function useCredentials(credentials: object): void {
  const file = join(folder, 'credentials.json');
  writeFileSync(file, JSON.stringify(credentials));
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file);
}

it('a Workload Identity asks for a token that may become the migrator’s', async () => {
  const subject = join(folder, 'subject');
  writeFileSync(subject, 'a-token-of-the-ci');
  useCredentials({
    type: 'external_account',
    audience:
      '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/x',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${url}/sts`,
    credential_source: { file: subject },
  });
  const client = impersonate(await ownCredentials('acme-docs'), account, url);
  expect(await client.getAccessToken()).toMatchObject({ token: 'migrator-token' });

  const [exchange, impersonation] = asked;
  expect(exchange?.body).toMatchObject({ scope: 'https://www.googleapis.com/auth/cloud-platform' });
  expect(impersonation).toMatchObject({
    path: `/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
    headers: { authorization: 'Bearer own-token' },
    body: {
      scope: [
        'https://www.googleapis.com/auth/sqlservice.admin',
        'https://www.googleapis.com/auth/sqlservice.login',
      ],
    },
  });
});

it('another quota project of a person’s credentials is not asked', async () => {
  useCredentials({
    type: 'authorized_user',
    client_id: 'id',
    client_secret: 'none',
    refresh_token: 'none',
    quota_project_id: 'a-project-of-last-year',
  });
  const own = await ownCredentials('acme-docs');
  own.setCredentials({ access_token: 'own-token', expiry_date: Date.now() + 3_600_000 });
  const client = impersonate(own, account, url);
  await client.getAccessToken();
  expect(asked[0]?.headers['x-goog-user-project']).toBe('acme-docs');
  const headers = await client.getRequestHeaders();
  expect(headers.get('x-goog-user-project')).toBe('acme-docs');
});

it('where there are none it says how to get some', async () => {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', join(folder, 'nothing.json'));
  await expect(ownCredentials('acme-docs')).rejects.toThrow(
    /gcloud auth application-default login/,
  );
});
