/** One line of the monthly bill, in USD for europe-west1. */
interface CostLine {
  what: string;
  /** The calculation, as text. */
  sum: string;
  usd: number;
}

const hours = 730;
/** One every three hours. */
const syncs = 240;
const freeSteps = 5_000;
/** In terraform/app/alerts.tf; each returns one time series, evaluated every 30 seconds. */
const alertConditions = 4;

/** The steps of a sync that finds nothing changed; test/workflow/sync-size counts them. */
export function stepsOfSync(sources: number): number {
  return 89 + 17 * sources;
}

/**
 * The monthly cost of a small team, most of it for the database. docs/operations.md has the sources
 * of the prices.
 */
export function monthlyEstimate({ databaseGib = 10, sources = 10 } = {}): {
  lines: CostLine[];
  totalUsd: number;
} {
  const line = (what: string, count: number, unit: string, usdEach: number): CostLine => ({
    what,
    sum: `${count} ${unit} × ${usdEach}`,
    usd: count * usdEach,
  });
  const lines = [
    line('Cloud SQL db-f1-micro', hours, 'h', 0.0105),
    line('its public address, while it runs', hours, 'h', 0),
    line('its disk', databaseGib, 'GiB', 0.187),
    line('its 7 backups, mostly incremental', 5, 'GiB', 0.08),
    line('images of the functions', 2, 'GiB', 0.1),
    line(
      `Workflows for ${sources} sources, beyond the free steps`,
      Math.max(0, syncs * stepsOfSync(sources) - freeSteps) / 1_000,
      'thousand steps',
      0.01,
    ),
    line('alert conditions', alertConditions, 'conditions', 1.5),
    line('what they read', (alertConditions * 86_400) / 1_000_000, 'million time series', 0.35),
    // 4 of 6 free secret versions, 1 of 3 free jobs; calls, logs and checks within the free tiers.
    line('functions, Scheduler, secrets, logs, checks', 0, 'beyond the free tiers', 0),
  ];
  return { lines, totalUsd: lines.reduce((total, { usd }) => total + usd, 0) };
}

/** The estimate as text, one line per item. */
export function describeEstimate(): string {
  const { lines, totalUsd } = monthlyEstimate();
  const rows = lines.map(
    ({ what, sum, usd }) =>
      `  ${what.padEnd(50)}${sum.padEnd(36)}${usd.toFixed(2).padStart(6)} USD`,
  );
  return [
    'A month costs about',
    ...rows,
    `  ${'total, before tax'.padEnd(86)}${totalUsd.toFixed(2).padStart(6)} USD, about 17 EUR`,
    '  If the first bill has a line for the public address, add 7.30 USD.',
    '  Embeddings, if switched on, cost about 0.15 USD per million tokens.',
    '  Prices change: https://cloud.google.com/products/calculator',
  ].join('\n');
}
