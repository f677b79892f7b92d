import { serveLoopback } from '../../local/loopback/serve-loopback.ts';
import type { Bundle } from '../../scripts/build/bundle-functions.ts';
import { type RunningBundle, type Settings, startBundle } from '../build/running-bundle.ts';

export interface Call {
  path: string;
  body: Record<string, unknown>;
  status: number;
  answer: Record<string, unknown>;
}

/** A bundle behind a stand-in for Cloud Run. */
export interface DeployedFunction {
  readonly url: string;
  /** Every call that was admitted, in the order of the answers. */
  readonly calls: Call[];
  /** The most concurrent calls so far. */
  readonly peak: number;
  /** The number of instances that were started. */
  readonly started: number;
  /** Kills the instances that are handling such a call, as if they ran out of memory. */
  kill(matches: (body: Call['body']) => boolean): Promise<void>;
  close(): Promise<void>;
}

interface Deployment {
  settings: Settings;
  maxInstances: number;
  /** The bearer token of the caller that is admitted. */
  tokenFor(url: string): string;
}

/**
 * Runs a bundle as Cloud Run does: one call per instance, and a new instance if none is idle.
 * Answers 403 to a caller that is not admitted, 429 at the maximum of instances, 500 if an instance
 * dies.
 */
export async function deployFunction(
  bundle: Bundle,
  { settings, maxInstances, tokenFor }: Deployment,
): Promise<DeployedFunction> {
  /** Each instance with the call that it is handling. */
  const instances = new Map<RunningBundle, Call['body'] | null>();
  const calls: Call[] = [];
  const count = { underway: 0, peak: 0, started: 0 };

  async function forward(path: string, body: Call['body']) {
    if (count.underway > maxInstances) return { status: 429, answer: {} };
    const instance = [...instances].find(([, call]) => call === null)?.[0] ?? (await start());
    instances.set(instance, body);
    try {
      const response = await instance.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as Call['answer'];
      instances.set(instance, null);
      return { status: response.status, answer };
    } catch {
      return { status: 500, answer: {} };
    }
  }

  function start(): Promise<RunningBundle> {
    count.started += 1;
    return startBundle(bundle, settings);
  }

  const server = await serveLoopback(
    (url) => async (request, response) => {
      const body = JSON.parse((await request.toArray()).join('')) as Call['body'];
      if (request.headers.authorization !== `Bearer ${tokenFor(url)}`) {
        response.writeHead(403).end();
        return;
      }
      count.underway += 1;
      count.peak = Math.max(count.peak, count.underway);
      const path = request.url ?? '/';
      const { status, answer } = await forward(path, body);
      count.underway -= 1;
      calls.push({ path, body, status, answer });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    },
    {},
  );

  async function stop(stopping: RunningBundle[], signal?: NodeJS.Signals): Promise<void> {
    for (const instance of stopping) instances.delete(instance);
    await Promise.all(stopping.map((instance) => instance.stop(signal)));
  }

  return {
    url: server.url,
    calls,
    get peak() {
      return count.peak;
    },
    get started() {
      return count.started;
    },
    kill: (matches) => {
      const serving = [...instances].filter(([, body]) => body !== null && matches(body));
      return stop(
        serving.map(([instance]) => instance),
        'SIGKILL',
      );
    },
    close: async () => {
      await stop([...instances.keys()]);
      await server.close();
    },
  };
}
