import { saveGrant } from '../../shared/src/store/oauth/grants.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { signIn } from '../support/sign-in.ts';
import { json, type Sending } from './send-documented.ts';

/** Asks, as an administrator with a connection, everything that there is about people. */
export async function askAboutPeople(
  docPilot: RunningDocPilot,
  send: (operation: string, status: number, sending: Sending) => Promise<unknown>,
): Promise<void> {
  const { id: personId, token } = await signIn(docPilot, 'Ann');
  const headers = { 'x-api-key': token };
  const client = 'https://claude.ai/oauth/claude';
  await saveGrant(docPilot.database, 'a-connection', { personId }, client, {}, 60);
  await send('get /list/activity', 200, { headers });
  await send('get /mcp/session', 200, { headers });
  await send('get /mcp/connections', 200, { headers });
  const parameters = { id: 'a-connection' };
  await send('post /mcp/connections/{id}/end', 200, { parameters, ...json({}, headers) });
  await send('post /mcp/session/end', 200, json({}, headers));
}
