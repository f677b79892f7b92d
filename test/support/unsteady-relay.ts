import { connect, createServer, type Socket } from 'node:net';

/** A relay to a database whose connections can be made to fail. */
export interface UnsteadyRelay {
  /** The address of the database with the relay's host and port. */
  readonly url: string;
  /** Breaks every open connection, and the given number of new ones. */
  refuse(connections: number): void;
  close(): Promise<void>;
}

export async function relayDatabase(target: string): Promise<UnsteadyRelay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let refusals = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (refusals > 0) {
      refusals -= 1;
      client.destroy();
      return;
    }
    const database = keep(connect(Number(port || 5432), hostname));
    client.pipe(database).on('close', () => client.destroy());
    database.pipe(client).on('close', () => database.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const url = new URL(target);
  const address = server.address();
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : address);
  return {
    url: url.href,
    refuse: (connections) => {
      refusals = connections;
      breakAll();
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      breakAll();
      await closed;
    },
  };
}
