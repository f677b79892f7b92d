import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveLoopback } from '../../local/loopback/serve-loopback.ts';

/** A request as a fake answers it, and what tests change about that. */
export interface FakeAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Answers in the place of the fake when it returns something; undefined lets the fake answer. */
export type Interrupt = (texts: readonly string[]) => FakeAnswer | 'never' | undefined;

export interface FakeEndpoint {
  readonly url: string;
  /** Every text of every request that was answered with vectors, in order. */
  readonly embedded: string[];
  /** The same for all that came, refused ones included. */
  readonly sent: string[];
  readonly requests: number;
  /** Answers by status. */
  readonly statuses: Record<number, number>;
  /** Most requests under way at the same time. */
  peak: number;
  latencyMs: number;
  interrupt: Interrupt;
  close(): Promise<void>;
}

/**
 * An embedding API on loopback.
 * @param handle the answer by the contract, for the path and body of a request
 * @param textsOf the texts of a body
 */
export async function fakeEndpoint(
  handle: (path: string, body: unknown, headers: IncomingMessage['headers']) => FakeAnswer,
  textsOf: (body: unknown) => string[],
): Promise<FakeEndpoint> {
  let underway = 0;
  const server = await serveLoopback(() => respond, {});
  const fake: FakeEndpoint = {
    url: server.url,
    embedded: [],
    sent: [],
    get requests() {
      return server.requests;
    },
    statuses: {},
    peak: 0,
    latencyMs: 0,
    interrupt: () => undefined,
    close: server.close,
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    underway += 1;
    fake.peak = Math.max(fake.peak, underway);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      const texts = textsOf(body);
      fake.sent.push(...texts);
      if (fake.latencyMs > 0) await sleep(fake.latencyMs);
      const answer = fake.interrupt(texts) ?? handle(request.url ?? '', body, request.headers);
      if (answer === 'never') return;
      fake.statuses[answer.status] = (fake.statuses[answer.status] ?? 0) + 1;
      if (answer.status === 200) fake.embedded.push(...texts);
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.body));
    } finally {
      underway -= 1;
    }
  }

  return fake;
}
