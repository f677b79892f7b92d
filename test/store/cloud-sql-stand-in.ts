import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

/** What stands in for Cloud SQL on loopback: its admin API, and its door in front of a Postgres. */
export interface CloudSqlStandIn {
  adminUrl: string;
  /** The bodies of the calls for a certificate. */
  certificateCalls: Record<string, string>[];
  /** The admin API refuses so many calls for how to connect. */
  refuseCalls(count: number): void;
  /** The door drops so many connections. */
  drop(count: number): void;
  /** What the admin API has signed until now lets nobody in any more. */
  expireCertificates(): void;
  close(): Promise<void>;
}

const program = 'openssl';
/** Node itself reads certificates, but makes none. */
export const canMakeCertificates = spawnSync(program, ['version']).status === 0;

/** The connector knows no other port of an instance; another address leaves room for others. */
const doorPort = 3307;
const doorAddress =
  process.platform === 'linux'
    ? `127.77.${(process.pid >> 8) & 255}.${process.pid & 255}`
    : '127.0.0.1';

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
  const valid = new Set<string>();
  let refused = 0;
  let dropped = 0;
  const admin = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url?.includes('connectSettings')) {
      if (refused > 0) {
        refused -= 1;
        response.writeHead(403).end('{"error": {"code": 403, "message": "not yet"}}');
        return;
      }
      const expirationTime = new Date(Date.now() + 86_400_000).toISOString();
      const serverCaCert = { cert: file('ca.pem'), expirationTime };
      response.end(
        JSON.stringify({
          region,
          serverCaCert,
          ipAddresses: [{ type: 'PRIMARY', ipAddress: doorAddress }],
          backendType: 'SECOND_GEN',
          databaseVersion: 'POSTGRES_17',
        }),
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
    valid.add(new X509Certificate(cert).fingerprint256);
    response.end(JSON.stringify({ ephemeralCert: { cert } }));
  });

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
      // By TLS 1.3 a client learns after its handshake only that its certificate was not taken.
      if (dropped > 0 || !valid.has(socket.getPeerCertificate().fingerprint256)) {
        dropped = Math.max(0, dropped - 1);
        socket.destroy();
        return;
      }
      const postgres = connect(postgresPort, '127.0.0.1');
      postgres.on('error', () => socket.destroy());
      socket.pipe(postgres).pipe(socket);
    },
  );
  await listen(door, doorPort, doorAddress);
  await listen(admin, 0, '127.0.0.1');
  const address = admin.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    adminUrl: `http://127.0.0.1:${port}/`,
    certificateCalls,
    refuseCalls: (count) => {
      refused = count;
    },
    drop: (count) => {
      dropped = count;
    },
    expireCertificates: () => valid.clear(),
    close: async () => {
      admin.closeAllConnections();
      await new Promise((resolve) => admin.close(resolve));
      door.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, address, resolve);
  });
}
