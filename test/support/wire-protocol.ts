import { createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/** A database that other processes can connect to. */
export interface WireServer {
  /** Its address, postgresql://… */
  readonly url: string;
  close(): Promise<void>;
}

const sslRequest = 80_877_103;
const authenticationOk = Buffer.from('R\0\0\0\b\0\0\0\0', 'latin1');
/** The status byte of ReadyForQuery when no transaction is open. */
const readyForQuery = Buffer.from('Z\0\0\0\u0005I', 'latin1');

/**
 * Serves the embedded database over Postgres' wire protocol, for clients in other processes. It has
 * only one session, so a connection uses it exclusively from its first message until no transaction
 * is open. Prepared statements belong to a connection, so their names are prefixed with its number.
 */
export async function serveWireProtocol(pglite: PGlite): Promise<WireServer> {
  const connections = new Map<Socket, Promise<void>>();
  let opened = 0;
  const server = createServer((socket) => {
    opened += 1;
    socket.on('error', () => {});
    const served = serveConnection(socket, pglite, `${opened} `)
      .catch(() => {
        socket.destroy();
      })
      .finally(() => connections.delete(socket));
    connections.set(socket, served);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of connections.keys()) socket.destroy();
      await Promise.all([closed, ...connections.values()]);
    },
  };
}

async function serveConnection(socket: Socket, pglite: PGlite, prefix: string): Promise<void> {
  const named = new Set<string>();
  const rounds = roundsOf(socket, prefix, named);
  try {
    for (let round = await rounds.next(); !round.done; round = await rounds.next()) {
      await pglite._runExclusiveTransaction(async () => {
        let isOpen = await answer(round.value ?? Buffer.alloc(0));
        try {
          while (isOpen) {
            round = await rounds.next();
            if (round.done) return;
            isOpen = await answer(round.value);
          }
        } finally {
          if (isOpen) await pglite.execProtocolRaw(simpleQuery('rollback'));
        }
      });
    }
  } finally {
    for (const name of named) await pglite.exec(`deallocate "${name}"`).catch(() => {});
  }

  /** @returns whether a transaction is open */
  async function answer(messages: Uint8Array): Promise<boolean> {
    const said = await pglite.execProtocolRaw(messages);
    socket.write(said);
    return said.at(-1) !== readyForQuery.at(-1);
  }
}

/**
 * The messages that a client sends until it waits for an answer, without those that start and end
 * the connection.
 * @param named filled with the names of the statements that it prepares
 */
async function* roundsOf(
  socket: Socket,
  prefix: string,
  named: Set<string>,
): AsyncGenerator<Uint8Array, undefined> {
  let round: Buffer[] = [];
  for await (const { type, message } of messagesOf(socket)) {
    if (type === 'X') return;
    const at = statementNameAt(type, message);
    if (at === null || message[at] === 0) round.push(message);
    else {
      const renamed = insert(message, at, prefix);
      if (type === 'P') named.add(renamed.toString('utf8', at, renamed.indexOf(0, at)));
      round.push(renamed);
    }
    if (type === 'Q' || type === 'S') {
      yield Buffer.concat(round);
      round = [];
    }
  }
}

/** The messages after the start-up, which is answered here: without TLS, any user is accepted. */
async function* messagesOf(socket: Socket): AsyncGenerator<{ type: string; message: Buffer }> {
  let buffer = Buffer.alloc(0);
  let hasStarted = false;
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const typeBytes = hasStarted ? 1 : 0;
      if (buffer.length < typeBytes + 4) break;
      const end = typeBytes + buffer.readUInt32BE(typeBytes);
      if (buffer.length < end) break;
      const message = buffer.subarray(0, end);
      buffer = buffer.subarray(end);
      if (hasStarted) yield { type: String.fromCharCode(message[0] ?? 0), message };
      else if (message.readUInt32BE(4) === sslRequest) socket.write('N');
      else {
        hasStarted = true;
        socket.write(Buffer.concat([authenticationOk, readyForQuery]));
      }
    }
  }
}

/** The position of a prepared statement's name in a message (Parse, Bind, Describe, Close). */
function statementNameAt(type: string, message: Buffer): number | null {
  if (type === 'P') return 5;
  if (type === 'B') return message.indexOf(0, 5) + 1;
  return (type === 'D' || type === 'C') && message[5] === 'S'.charCodeAt(0) ? 6 : null;
}

function insert(message: Buffer, at: number, text: string): Buffer {
  const longer = Buffer.concat([message.subarray(0, at), Buffer.from(text), message.subarray(at)]);
  longer.writeUInt32BE(longer.length - 1, 1);
  return longer;
}

function simpleQuery(sql: string): Uint8Array {
  return insert(Buffer.from('Q\0\0\0\u0005\0', 'latin1'), 5, sql);
}
