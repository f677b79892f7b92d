import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Bundle } from '../../scripts/build/bundle-functions.ts';
import { keepSecretsOf, watchLines } from '../support/watched-log.ts';
import { workerResource } from '../support/worker-resource.ts';
import { buildInto, keptBundles } from './kept-bundles.ts';

export interface BuiltBundles {
  bundles: Bundle[];
  /** The bundle of a function. */
  of(name: string): Bundle;
}

/** The bundles that all test files share. */
export function sharedBundles(): Promise<BuiltBundles> {
  return workerResource(
    'bundles',
    async () => builtBundles(await keptBundles()),
    () => {},
  );
}

/** Builds every function's bundle anew, in a temporary folder. */
export async function buildBundles(): Promise<BuiltBundles & { remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-bundles-'));
  return {
    ...builtBundles(await buildInto(folder)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function builtBundles(bundles: Bundle[]): BuiltBundles {
  return {
    bundles,
    of: (name) => {
      const found = bundles.find((bundle) => bundle.name === name);
      if (found === undefined) throw new Error(`There is no function ${name}.`);
      return found;
    },
  };
}

export type Settings = Readonly<Record<string, string>>;

export interface RunningBundle {
  fetch(path: string, request?: RequestInit): Promise<Response>;
  /** The files of packages that it has loaded so far. */
  lazyFiles(): Promise<string[]>;
  /** Stops it, and returns its log. */
  stop(signal?: NodeJS.Signals): Promise<string[]>;
}

function spawnBundle({ name, folder }: Bundle, settings: Settings) {
  const loader = join(import.meta.dirname, 'serve-bundle.mjs');
  const child = spawn(process.execPath, [loader, join(folder, 'index.js'), name], {
    cwd: folder,
    env: { ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  keepSecretsOf(settings);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
      watchLines(text);
    });
  }
  return { child, lines: () => output.split('\n').filter((line) => line !== '') };
}

/** Starts a bundle in a separate process, whose environment only contains the settings. */
export async function startBundle(bundle: Bundle, settings: Settings): Promise<RunningBundle> {
  const { child, lines } = spawnBundle(bundle, settings);
  const { port } = await answer<{ port: number }>(child, lines);
  return {
    fetch: (path, request) => fetch(`http://127.0.0.1:${port}${path}`, request),
    lazyFiles: async () => {
      child.send('lazy');
      const { lazy } = await answer<{ lazy: string[] }>(child, lines);
      return lazy.map((path) => basename(path));
    },
    stop: async (signal) => {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
      return lines();
    },
  };
}

/** Starts a bundle whose process is expected to end. */
export async function runBundle(bundle: Bundle, settings: Settings) {
  const { child, lines } = spawnBundle(bundle, settings);
  // If it started after all, it would wait for requests.
  child.once('message', () => child.kill());
  const [exitCode] = await once(child, 'close');
  return { exitCode, lines: lines() };
}

async function answer<Message>(child: ChildProcess, lines: () => string[]): Promise<Message> {
  const ended = new AbortController();
  const exited = once(child, 'close', ended).then(() => {
    throw new Error(`The bundle ended:\n${lines().join('\n')}`);
  });
  const [message] = await Promise.race([once(child, 'message', ended), exited]);
  exited.catch(() => {});
  ended.abort();
  return message as Message;
}
