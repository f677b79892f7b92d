import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `npm start` took until it said that DocPilot is ready. */
export interface TimedStart {
  readySeconds: number;
  /** Of the longest sync alone. */
  syncSeconds: number;
  indexed: number;
  requests: number;
  /** The most that one of its processes held; 0 where there is no /proc. */
  peakMegabytes: number;
}

/**
 * Runs `npm start` in a checkout until it is ready, and ends it.
 * @param args after `npm start --`
 */
export async function timeStart(
  checkout: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<TimedStart> {
  const startedAt = performance.now();
  // A process group of its own: npm passes no signal on to what it started.
  const npm = spawn('npm', ['start', '--', ...args], {
    cwd: checkout,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(npm, 'exit');
  const output = collect(npm);
  let readySeconds = 0;
  let peakMegabytes = 0;
  // The report follows the line that says it is ready.
  while (!output.text.includes(' s in all')) {
    if (npm.exitCode !== null) throw new Error(`npm start failed in ${checkout}:\n${output.text}`);
    if (readySeconds === 0 && output.text.includes('DocPilot is ready')) {
      readySeconds = (performance.now() - startedAt) / 1000;
    }
    peakMegabytes = Math.max(peakMegabytes, peakOfGroup(npm.pid));
    await sleep(20);
  }
  readySeconds ||= (performance.now() - startedAt) / 1000;
  process.kill(-Number(npm.pid), 'SIGTERM');
  await exit;
  const told = [...output.text.matchAll(/(\d+) indexed.*?(\d+) requests, ([\d.]+) s$/gm)];
  const column = (at: number) => told.map((line) => Number(line[at]));
  const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);
  return {
    readySeconds,
    // Sources are synced at the same time.
    syncSeconds: Math.max(...column(3)),
    indexed: sum(column(1)),
    requests: sum(column(2)),
    peakMegabytes,
  };
}

function collect(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output.text += chunk;
    });
  }
  return output;
}

/** Linux keeps the most memory that a process has held so far, as VmHWM. */
function peakOfGroup(group: number | undefined): number {
  let peak = 0;
  for (const pid of processes()) {
    try {
      const [, , processGroup] =
        readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      if (Number(processGroup) !== group) continue;
      const [, kilobytes] =
        /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Number(kilobytes ?? 0) / 1000);
    } catch {
      // It has ended meanwhile.
    }
  }
  return peak;
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
