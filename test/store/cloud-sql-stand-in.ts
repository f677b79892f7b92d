import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

/** What stands in for Cloud SQL on loopback: its admin API, and its door in front of a Postgres. */
export interface CloudSqlStandIn {
  adminUrl: string;
  /** The bodies of the calls for a certificate. */
  certificateCalls: Record<string, string>[];
  /** How many connections the door drops from now on. */
  drop(count: number): void;
  close(): Promise<void>;
}

const program = 'openssl';
/** Node itself reads certificates, but makes none. */
export const canMakeCertificates = spawnSync(program, ['version']).status === 0;

/** The connector knows no other port of an instance. */
const doorPort = 3307;

export async function startCloudSqlStandIn(
  instance: string,
  postgresPort: number,
): Promise<CloudSqlStandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-cloud-sql-'));
  const openssl = (...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=ca');
  const [project = '', region = '', name = ''] = instance.split(':');
  openssl(
    ...['req', '-x509', ...key, '-keyout', 'server.key', '-out', 'server.pem'],
    ...['-subj', `/CN=${project}:${name}`, '-CA', 'ca.pem', '-CAkey', 'ca.key'],
  );

  const certificateCalls: Record<string, string>[] = [];
  const admin = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url?.includes('connectSettings')) {
      const expirationTime = new Date(Date.now() + 86_400_000).toISOString();
      const ipAddresses = [{ type: 'PRIMARY', ipAddress: '127.0.0.1' }];
      const serverCaCert = { cert: file('ca.pem'), expirationTime };
      response.end(
        JSON.stringify({ region, ipAddresses, serverCaCert, backendType: 'SECOND_GEN' }),
      );
      return;
    }
    const body = JSON.parse((await request.toArray()).join(''));
    certificateCalls.push(body);
    writeFileSync(join(folder, 'client.pub'), body.public_key);
    const cert = openssl(
      ...['x509', '-new', '-force_pubkey', 'client.pub', '-subj', '/CN=client', '-days', '1'],
      ...['-CA', 'ca.pem', '-CAkey', 'ca.key'],
    );
    response.end(JSON.stringify({ ephemeralCert: { cert } }));
  });

  let dropped = 0;
  const door = createTlsServer(
    {
      key: file('server.key'),
      cert: file('server.pem'),
      ca: file('ca.pem'),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
    },
    (socket) => {
      socket.on('error', () => {});
      if (dropped > 0) {
        dropped -= 1;
        socket.destroy();
        return;
      }
      const postgres = connect(postgresPort, '127.0.0.1');
      postgres.on('error', () => socket.destroy());
      socket.pipe(postgres).pipe(socket);
    },
  );
  await new Promise<void>((resolve) => door.listen(doorPort, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => admin.listen(0, '127.0.0.1', resolve));
  const address = admin.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    adminUrl: `http://127.0.0.1:${port}/`,
    certificateCalls,
    drop: (count) => {
      dropped = count;
    },
    close: async () => {
      admin.closeAllConnections();
      await new Promise((resolve) => admin.close(resolve));
      door.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
