import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { explainClosedPort } from '../../scripts/deploy/closed-port.ts';
import { CommandFailed } from '../../scripts/deploy/command.ts';
import { openPostgres } from '../../shared/src/store/connection/postgres.ts';

const limits = { poolSize: 1, statementTimeoutMs: 1_000, connectionTimeoutMs: 100 };
const shut = /no connection out to port 3307.*Cloud Shell/;

// A firewall that drops everything: the connection is there, but nothing ever comes back.
const silent = createServer(() => {});
let silentPort: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  silentPort = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(() => silent.close());

const connecting = (host: string, port: number) => {
  const database = openPostgres({ host, port, user: 'x', password: 'x' }, limits);
  return explainClosedPort(() => database.query('select 1').finally(() => database.close()));
};

it('a network that refuses the port of Cloud SQL is named, with a way around it', async () => {
  // Nothing listens at this address of the loopback network.
  const refused = connecting('127.6.5.4', 3307);
  await expect(refused).rejects.toThrow(CommandFailed);
  await expect(connecting('127.6.5.4', 3307)).rejects.toThrow(shut);
});

it('a network that swallows what is sent there is named, too', async () => {
  await expect(connecting('127.0.0.1', silentPort)).rejects.toThrow(shut);
});

it('any other error is left as it is', async () => {
  await expect(connecting('127.6.5.4', 1)).rejects.toThrow('cannot be reached right now');
  const other = explainClosedPort(() => Promise.reject(new Error('permission denied')));
  await expect(other).rejects.toThrow('permission denied');
});
