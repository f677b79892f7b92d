import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { hashOf } from '../../shared/src/store/oauth/access-tokens.ts';
import { saveGrant, saveGrantedToken } from '../../shared/src/store/oauth/grants.ts';
import { signIn } from '../support/sign-in.ts';
import { addressOfTestDatabase, openTestDatabase } from '../support/test-database.ts';

const script = join(import.meta.dirname, '../../scripts/people.ts');
const key = 'the-key-of-the-people-tests';

test('lists who is connected with what, and takes away a connection or a person', async () => {
  const database = await openTestDatabase();
  const url = 'https://mcp.example.com';
  const ann = await signIn({ database, url }, 'Ann');
  const connect = async (id: string, holder: { personId: string } | { keyHash: string }) => {
    await saveGrant(database, id, holder, `client of ${id}`, {}, 600);
    const granted = { holder, clientId: 'client', grantId: id, audience: `${url}/mcp` };
    const token = id.padEnd(43, 'x');
    await saveGrantedToken(database, token, { ...granted, payload: {} }, 600);
    return { 'x-api-key': token };
  };
  const annsToken = await connect('annsconnection', { personId: ann.id });
  const keysToken = await connect('keysconnection', { keyHash: hashOf(key) });
  const identify = () => identifyCallers(database, { API_TOKEN: key }, pino({ level: 'silent' }));
  await identify()(annsToken);

  const address = await addressOfTestDatabase();
  const people = async (...args: string[]) => {
    const environment = { ...process.env, DATABASE_URL: address.url };
    const run = promisify(execFile)(process.execPath, [script, ...args], { env: environment });
    return (await run).stdout;
  };
  try {
    const listed = await people();
    expect(listed).toMatch(
      /^ann@example\.com \(Ann\): client of annsconnection, since .*, last used .*, connection annsconnection$/m,
    );
    expect(listed).toMatch(
      new RegExp(
        `^${hashOf(key).slice(0, 12)} \\(API key\\): client of keysconnection, since .*, not used yet`,
        'm',
      ),
    );
    expect(await people('--revoke', 'keysconnection')).not.toContain('connection keysconnection');
    await expect(identify()(keysToken)).rejects.toMatchObject({ code: 'unauthorized' });
    await identify()(annsToken);
    expect(await people('--revoke', 'Ann@example.com')).toContain('Nobody has signed in.');
    await expect(identify()(annsToken)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(people('--revoke', 'nobody@example.com')).rejects.toMatchObject({
      stderr: expect.stringContaining('nobody@example.com'),
    });
  } finally {
    await address.close();
  }
});
