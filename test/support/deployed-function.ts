import { serveLoopback } from '../../local/loopback/serve-loopback.ts';
import type { Bundle } from '../../scripts/build/bundle-functions.ts';
import { type RunningBundle, type Settings, startBundle } from '../build/running-bundle.ts';

export interface Call {
  path: string;
  body: Record<string, unknown>;
  status: number;
  answer: Record<string, unknown>;
}

/** A bundle behind what stands for Cloud Run. */
export interface DeployedFunction {
  readonly url: string;
  /** Every call that was let in, in the order of its answer. */
  readonly calls: Call[];
  /** Most calls under way at the same time. */
  readonly peak: number;
  /** Instances that were started. */
  readonly started: number;
  /** Ends the instances with such a call under way, as when one runs out of memory. */
  kill(matches: (body: Call['body']) => boolean): Promise<void>;
  close(): Promise<void>;
}

interface Deployment {
  settings: Settings;
  maxInstances: number;
  /** The one who may call bears `Bearer …` of this. */
  tokenFor(url: string): string;
}

/**
 * Runs a bundle as Cloud Run does: an instance for each call under way, started when none is idle;
 * 403 to who is not let in, 429 when there are as many as may be, 500 when an instance dies.
 */
export async function deployFunction(
  bundle: Bundle,
  { settings, maxInstances, tokenFor }: Deployment,
): Promise<DeployedFunction> {
  /** Each with the call that it has under way. */
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
