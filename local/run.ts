import type { OpenData } from './database/open-database.ts';
import type { Options } from './options.ts';
import { progressView } from './progress.ts';
import { embeddingText, isClean, reportOf, reportText, verdict } from './report.ts';
import { runSync } from './run-sync.ts';
import { type LocalDocPilot, startDocPilot } from './start-docpilot.ts';

/**
 * Starts DocPilot, syncs, and serves or, with `--once`, ends.
 * @param startedAt of `performance.now()`, when the command began
 */
export async function run(options: Options, data: OpenData, startedAt: number): Promise<void> {
  const docPilot = await startDocPilot(options, process.env, data);
  stopOnSignal(docPilot);
  try {
    await syncAndServe(docPilot, options, startedAt);
  } catch (error) {
    await docPilot.close();
    throw error;
  }
}

async function syncAndServe(
  docPilot: LocalDocPilot,
  options: Options,
  startedAt: number,
): Promise<void> {
  process.stderr.write(`Syncing ${docPilot.sources.map(({ name }) => name).join(', ')}\n`);
  for (const note of docPilot.notes) process.stderr.write(`  ${note}\n`);
  const view = progressView(process.stderr);
  const progress = await runSync(
    docPilot,
    { force: options.force, untilEnded: options.once },
    view.show,
  );
  view.end();
  const report = reportOf(progress, docPilot.sources, (performance.now() - startedAt) / 1000);
  if (options.once) {
    await docPilot.close();
    say(JSON.stringify(report));
    process.exitCode = isClean(progress, report) ? 0 : 1;
    return;
  }
  await docPilot.keepFresh();
  say(`DocPilot is ready at ${pageAddress(docPilot)}`);
  say(`\n${curlLine(docPilot)}\n${connectLine(docPilot)}\n`);
  say(reportText(report));
  say(`  ${report.seconds} s in all; ${embeddingText(report.embeddings)}`);
  if (!isClean(progress, report)) say(`  ${verdict(progress, report)}`);
}

/** The search page; with the key that was made here, it opens at once. */
function pageAddress({ url, apiKey, keyIsLocal }: LocalDocPilot): string {
  return keyIsLocal ? `${url}/#key=${apiKey}` : url;
}

/** A search to paste into a shell. */
function curlLine(docPilot: LocalDocPilot): string {
  return `curl -sS "${docPilot.url}/search?q=how+do+I+get+started" -H "X-API-KEY: ${shownKey(docPilot)}"`;
}

/** What connects Claude Code. */
function connectLine(docPilot: LocalDocPilot): string {
  return `claude mcp add --transport http docpilot ${docPilot.url}/mcp --header "Authorization: Bearer ${shownKey(docPilot)}"`;
}

/** A key that was given is not repeated on the screen. */
function shownKey({ apiKey, keyIsLocal }: LocalDocPilot): string {
  if (keyIsLocal) return apiKey;
  return apiKey === process.env.API_TOKEN ? '$API_TOKEN' : 'YOUR_KEY';
}

function stopOnSignal(docPilot: LocalDocPilot): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      docPilot.close().then(() => process.exit(0));
    });
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
