import { setTimeout as sleep } from 'node:timers/promises';
import { sourceKinds } from '@docpilot/shared/document';
import { DocPilotError } from '@docpilot/shared/errors';
import * as z from 'zod';
import type { LocalDocPilot } from './start-docpilot.ts';

const run = z.object({
  source: z.enum(sourceKinds),
  repository: z.string(),
  configured_as: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  waits_until: z.string().nullable(),
  outcome: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  seen: z.number(),
  indexed: z.number(),
  unchanged: z.number(),
  deleted: z.number(),
  skipped: z.record(z.string(), z.number()),
  failed: z.record(z.string(), z.number()),
  requests: z.record(z.string(), z.number()),
  unmatched_patterns: z.array(z.string()),
  notes: z.array(z.string()),
  embeddings: z
    .object({
      embedded: z.number(),
      refused: z.number(),
      pending: z.number(),
      message: z.string().nullable(),
    })
    .nullable(),
  recall: z
    .object({
      asked: z.number(),
      found: z.number(),
      recall10: z.number().nullable(),
      mrr10: z.number().nullable(),
      missed: z.array(z.string()),
      unknown_paths: z.array(z.string()),
    })
    .nullable(),
});

const progress = z.object({
  state: z.string(),
  error: z.string().nullable(),
  runs: z.array(run),
});

export type Run = z.output<typeof run>;
export type Progress = z.output<typeof progress>;

/** The time between two requests for the progress: a tenth of what the sync has taken, within these. */
const pollMs = { shortest: 25, longest: 400 };
/** How long the progress may fail to be read, for example while the database restarts. */
const patienceMs = 60_000;

/**
 * Syncs everything through the API: starts a sync and polls it until it ends.
 * @param force list everything anew, and delete what is gone, however much
 * @param untilEnded false: it is left to go on by itself once it does nothing but wait for rate limits
 * @throws DocPilotError with what the API answers, if that is an error for a minute
 */
export async function runSync(
  { url, apiKey }: LocalDocPilot,
  { force, untilEnded }: { force: boolean; untilEnded: boolean },
  onProgress: (progress: Progress) => void,
): Promise<Progress> {
  // A busy process would close a connection that it kept at the moment of the next request.
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/json', connection: 'close' };
  const started = await fetch(`${url}/sync-sources`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ force }),
  });
  if (!started.ok) throw await refusalIn(started);
  const { execution_id: id } = z.object({ execution_id: z.string() }).parse(await started.json());
  const startedAt = performance.now();
  let answeredAt = startedAt;
  for (;;) {
    const answer = await fetch(`${url}/sync-sources/${id}`, { headers });
    if (answer.ok) {
      answeredAt = performance.now();
      const now = progress.parse(await answer.json());
      onProgress(now);
      if (now.state !== 'active' || (!untilEnded && isWaiting(now))) return now;
    } else if (performance.now() - answeredAt > patienceMs) throw await refusalIn(answer);
    const tenthMs = (performance.now() - startedAt) / 10;
    await sleep(Math.min(pollMs.longest, Math.max(pollMs.shortest, tenthMs)));
  }
}

async function refusalIn(answer: Response): Promise<DocPilotError> {
  const { error } = z
    .object({ error: z.object({ message: z.string() }) })
    .parse(await answer.json());
  return new DocPilotError('upstream_unavailable', error.message);
}

function isWaiting({ runs }: Progress): boolean {
  const unfinished = runs.filter(({ finished_at }) => finished_at === null);
  return unfinished.length > 0 && unfinished.every(({ waits_until }) => waits_until !== null);
}
