import { existsSync, readFileSync, statSync } from 'node:fs';
import { GoogleAuth, Impersonated } from 'google-auth-library';
import { expect, it } from 'vitest';
import {
  impersonatedCredentials,
  ownCredentials,
  withCredentialsFile,
} from '../../scripts/database/impersonate.ts';

const account = 'docpilot-migrator@acme-docs.iam.gserviceaccount.com';
const own = {
  type: 'authorized_user',
  client_id: 'id',
  client_secret: 'none',
  refresh_token: 'none',
};

it('Google’s own library takes them for the migrator’s', () => {
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/sqlservice.login'] });
  const client = auth.fromJSON(impersonatedCredentials(own, account) as never);
  expect(client).toBeInstanceOf(Impersonated);
  expect((client as Impersonated).getTargetPrincipal()).toBe(account);
});

it('lie where nobody else reads them, and only meanwhile', async () => {
  const path = await withCredentialsFile({ type: 'x' }, async (file) => {
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ type: 'x' });
    expect(statSync(file).mode & 0o077).toBe(0);
    return file;
  });
  expect(existsSync(path)).toBe(false);
});

it('says how to get some where there are none', () => {
  expect(() => ownCredentials({ CLOUDSDK_CONFIG: '/nowhere' })).toThrow(
    /gcloud auth application-default login/,
  );
});
