import type { SourceKind } from '@docpilot/shared/document';
import type { Progress, Run } from './run-sync.ts';
import type { LocalDocPilot } from './start-docpilot.ts';
import { waitText } from './wait-text.ts';

interface Counts {
  seen: number;
  indexed: number;
  unchanged: number;
  deleted: number;
  /** By reason. */
  skipped: Record<string, number>;
  failed: Record<string, number>;
  /** By kind of source, and `embed`. */
  requests: Record<string, number>;
  seconds: number;
}

export interface SourceReport extends Counts {
  source: Run['source'];
  repository: string;
  outcome: string;
  error: Run['error'];
  /** What to know of the run that is no error. */
  notes: string[];
  /** Until when it waits for the source's rate limit; null: it does not. */
  waits_until: string | null;
  /** How much of the answer key search finds; null without one. */
  recall: Run['recall'];
}

/** What a sync did, in total and for each source. seen = indexed + unchanged + skipped + failed. */
export interface Report extends Counts {
  sources: SourceReport[];
  /** The state of the embedding queue; null without an embedder. */
  embeddings: Run['embeddings'];
  /** Patterns of INCLUDE and EXCLUDE that match no file of any source. */
  unmatched_patterns: string[];
}

/** @param configured all sources; one without a run is being synced by another execution */
export function reportOf(
  { runs }: Progress,
  configured: LocalDocPilot['sources'],
  seconds: number,
): Report {
  const hasRun = (kind: SourceKind, name: string) =>
    runs.some((run) => run.source === kind && run.configured_as === name);
  const sources = [
    ...runs.map((run) => ({
      source: run.source,
      repository: run.repository,
      outcome: run.outcome,
      error: run.error,
      notes: run.notes,
      waits_until: run.waits_until,
      recall: run.recall,
      ...countsOf([run], secondsOf(run)),
    })),
    ...configured.filter(({ kind, name }) => !hasRun(kind, name)).map(busyReport),
  ].sort((a, b) => a.repository.localeCompare(b.repository));
  return {
    ...countsOf(runs, seconds),
    sources,
    embeddings: embeddingsOf(runs),
    unmatched_patterns: unmatchedIn(runs),
  };
}

/** One source may well lack what a pattern is for; a pattern for none of them is a mistake. */
function unmatchedIn([first, ...others]: readonly Run[]): string[] {
  const patterns = first?.unmatched_patterns ?? [];
  return patterns.filter((one) => others.every((run) => run.unmatched_patterns.includes(one)));
}

/** All runs drain the same queue: the fewest that one of them left are still pending. */
function embeddingsOf(runs: readonly Run[]): Run['embeddings'] {
  const drained = runs.flatMap(({ embeddings }) => embeddings ?? []);
  if (drained.length === 0) return null;
  const pending = Math.min(...drained.map((one) => one.pending));
  return {
    embedded: drained.reduce((sum, { embedded }) => sum + embedded, 0),
    refused: drained.reduce((sum, { refused }) => sum + refused, 0),
    pending,
    message: pending === 0 ? null : (drained.find(({ message }) => message)?.message ?? null),
  };
}

/** Whether search uses words alone or embeddings too, for people. */
export function embeddingText(embeddings: Report['embeddings']): string {
  if (embeddings === null) return 'words alone, no embeddings (EMBED_PROVIDER is not set)';
  const { embedded, refused, pending, message } = embeddings;
  const given = refused === 0 ? '' : `, ${refused} refused by the model`;
  const waiting = pending === 0 ? '' : `, ${pending} passages still without a vector`;
  return `words and meaning, ${embedded} passages embedded${given}${waiting}${message === null ? '' : `: ${message}`}`;
}

/** Whether everything was synced: no source and no file failed. */
export function isClean({ state }: Progress, { sources }: Report): boolean {
  return state === 'succeeded' && sources.every((source) => source.outcome === 'succeeded');
}

function busyReport({ kind, name }: LocalDocPilot['sources'][number]): SourceReport {
  return {
    source: kind,
    repository: name,
    outcome: 'busy',
    error: {
      code: 'sync_in_progress',
      message:
        'Another sync holds this source; one that was killed lets go of it within 90 seconds.',
    },
    notes: [],
    waits_until: null,
    recall: null,
    ...countsOf([], 0),
  };
}

function countsOf(runs: readonly Run[], seconds: number): Counts {
  const sum = (count: (run: Run) => number) => runs.reduce((total, run) => total + count(run), 0);
  return {
    seen: sum((run) => run.seen),
    indexed: sum((run) => run.indexed),
    unchanged: sum((run) => run.unchanged),
    deleted: sum((run) => run.deleted),
    skipped: merged(runs.map((run) => run.skipped)),
    failed: merged(runs.map((run) => run.failed)),
    requests: { github: 0, drive: 0, embed: 0, ...merged(runs.map((run) => run.requests)) },
    seconds: Math.round(seconds * 100) / 100,
  };
}

function secondsOf(run: Run): number {
  const end = run.finished_at === null ? Date.now() : Date.parse(run.finished_at);
  return (end - Date.parse(run.started_at)) / 1000;
}

function merged(counts: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [reason, count] of counts.flatMap((part) => Object.entries(part))) {
    sums[reason] = (sums[reason] ?? 0) + count;
  }
  return sums;
}

/** The outcome, in one sentence, of a sync that is not clean. */
export function verdict({ error }: Progress, { sources }: Report): string {
  if (sources.some(({ waits_until }) => waits_until !== null)) {
    return 'Partial: the sync goes on by itself; what is indexed so far can be searched.';
  }
  const failed = sources.filter(({ outcome }) => outcome === 'failed' || outcome === 'busy');
  if (failed.length > 0 && failed.length < sources.length) {
    return `Partial: ${failed.length} of ${sources.length} sources could not be synced; the others are up to date.`;
  }
  if (failed.length > 0) return 'Failed: no source could be synced; what was indexed before stays.';
  return error === null
    ? 'Partial: some files failed and will be tried again.'
    : `Failed: ${error}`;
}

/** The report for people, a line for each source. */
export function reportText(report: Report): string {
  const lines = report.sources.map((source) => {
    const parts = [
      `${source.indexed} indexed`,
      `${source.unchanged} unchanged`,
      ...(source.deleted > 0 ? [`${source.deleted} deleted`] : []),
      ...reasons('skipped', source.skipped),
      ...reasons('failed', source.failed),
      `${source.requests[source.source] ?? 0} requests`,
      `${source.seconds} s`,
    ];
    const error = source.error ? `\n    ${source.error.message}` : '';
    const notes = [...source.notes, ...waitText(source.waits_until)]
      .map((note) => `\n    ${note}`)
      .join('');
    return `  ${source.repository}: ${parts.join(', ')}${error}${notes}${recallText(source.recall)}`;
  });
  const unmatched = report.unmatched_patterns.map((pattern) => `  ${pattern} matches no file`);
  return [...lines, ...unmatched].join('\n');
}

function recallText(recall: Run['recall']): string {
  if (recall === null) return '';
  const { found, asked, recall10, mrr10, missed, unknown_paths: unknown } = recall;
  const lines = [
    `answer key: ${found} of ${asked} questions found (recall@10 ${recall10}, MRR@10 ${mrr10})`,
    ...missed.map((question) => `  not found: ${question}`),
    ...unknown.map((path) => `  no such document: ${path}`),
  ];
  return lines.map((line) => `\n    ${line}`).join('');
}

function reasons(outcome: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  if (entries.length === 0) return [];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  return [`${total} ${outcome} (${entries.map(([reason, n]) => `${n} ${reason}`).join(', ')})`];
}
