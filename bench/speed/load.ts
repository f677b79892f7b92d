import { Agent, request } from 'node:http';

export interface Load {
  /** The time of each search in milliseconds. */
  latencies: number[];
  perSecond: number;
}

/** Sends searches for a time with several clients, each of which sends the next query at once. */
export async function load(
  port: number,
  queries: readonly string[],
  { clients, seconds, key }: { clients: number; seconds: number; key: string },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let next = 0;
  const client = async () => {
    while (performance.now() < endsAt) {
      const query = queries[next++ % queries.length] ?? '';
      const askedAt = performance.now();
      await ask(agent, port, key, query);
      latencies.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  const elapsed = (performance.now() - startedAt) / 1000;
  return { latencies, perSecond: latencies.length / elapsed };
}

function ask(agent: Agent, port: number, key: string, query: string): Promise<void> {
  const body = JSON.stringify({ query });
  const headers = {
    'x-api-key': key,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
