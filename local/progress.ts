import type { WriteStream } from 'node:tty';
import type { Progress } from './run-sync.ts';
import { waitText } from './wait-text.ts';

/** Shows a sync's progress: a bar on a terminal, else a line at most every five seconds. */
export interface ProgressView {
  show(progress: Progress): void;
  end(): void;
}

const barWidth = 30;
const lineEveryMs = 5_000;

export function progressView(output: WriteStream, now: () => number = Date.now): ProgressView {
  return output.isTTY ? barView(output) : lineView(output, now);
}

function barView(output: WriteStream): ProgressView {
  return {
    show(progress) {
      const { done, seen, waits } = filesOf(progress);
      const filled = seen === 0 ? 0 : Math.floor((barWidth * done) / seen);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
      output.cursorTo(0);
      output.write(`Syncing ${bar} ${done}/${seen} files${waits}`);
      output.clearLine(1);
    },
    end() {
      output.cursorTo(0);
      output.clearLine(0);
    },
  };
}

function lineView(output: WriteStream, now: () => number): ProgressView {
  let last = now();
  return {
    show(progress) {
      if (now() - last < lineEveryMs) return;
      last = now();
      const { done, seen, waits } = filesOf(progress);
      output.write(`Syncing: ${done} of ${seen} files${waits}\n`);
    },
    end() {},
  };
}

function filesOf({ runs }: Progress): { done: number; seen: number; waits: string } {
  let done = 0;
  let seen = 0;
  for (const run of runs) {
    seen += run.seen;
    done += run.outcome === 'running' ? run.indexed : run.seen;
  }
  const [until = null] = runs.flatMap((run) => run.waits_until ?? []).sort();
  return {
    done,
    seen,
    waits: waitText(until)
      .map((text) => `, ${text}`)
      .join(''),
  };
}
