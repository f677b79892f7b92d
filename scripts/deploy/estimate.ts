/** One line of the monthly bill, in USD for europe-west1. */
interface CostLine {
  what: string;
  /** The calculation, as text. */
  sum: string;
  usd: number;
}

const hours = 730;

/** The monthly cost of a small team, nearly all of it for the database. */
export function monthlyEstimate(databaseGib = 10): { lines: CostLine[]; totalUsd: number } {
  const line = (what: string, count: number, unit: string, usdEach: number): CostLine => ({
    what,
    sum: `${count} ${unit} × ${usdEach}`,
    usd: count * usdEach,
  });
  const lines = [
    line('Cloud SQL db-f1-micro', hours, 'h', 0.0105),
    line('its public address', hours, 'h', 0.01),
    line('its disk', databaseGib, 'GiB', 0.187),
    line('its 7 backups, mostly incremental', 5, 'GiB', 0.08),
    line('images of the functions', 2, 'GiB', 0.1),
    // 240 syncs of about 60 steps; 5,000 are free.
    line('Workflows, beyond the free steps', 10, 'thousand steps', 0.01),
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
      `  ${what.padEnd(46)}${sum.padEnd(32)}${usd.toFixed(2).padStart(6)} USD`,
  );
  return [
    'A month costs about',
    ...rows,
    `  ${'total, before tax'.padEnd(78)}${totalUsd.toFixed(2).padStart(6)} USD, about 18 EUR at most`,
    '  Embeddings, if switched on, cost about 0.15 USD per million tokens.',
    '  Prices change: https://cloud.google.com/products/calculator',
  ].join('\n');
}
