import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';

/** Prints a benchmark's figures, and keeps them in bench/results with the machine's description. */
export function keepResult(name: string, command: string, figures: Record<string, object>): void {
  console.table(figures);
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
    // Above the number of cores, times are those of a machine shared with others: read the ratios.
    loadAverage: loadavg().map((load) => Number(load.toFixed(1))),
  };
  const date = new Date().toISOString().slice(0, 10);
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const kept = JSON.stringify({ command, date, machine, figures }, null, 2);
  writeFileSync(join(folder, `${name}.json`), `${kept}\n`);
}
