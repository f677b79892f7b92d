import { z } from 'zod';
import { type Environment, optionalSetting } from '../config.ts';
import type { SourceKind } from '../document.ts';
import type { Embedder } from '../embed/embedder.ts';
import { DocPilotError } from '../errors.ts';
import { defaultMaxFileBytes } from '../ingest/path-rules.ts';
import { purge } from '../ingest/purge.ts';
import { syncAndEmbed } from '../ingest/sync-and-embed.ts';
import { measureRecall } from '../search/measure-recall.ts';
import { searchIndex } from '../search/search-index.ts';
import type { Source } from '../sources/source.ts';
import type { Database } from '../store/database.ts';
import { hideUnconfigured } from '../store/sources.ts';
import { validate } from '../validate.ts';
import type { Route } from './route.ts';

/** Seconds a slice lasts at most by default; a call of the workflow ends after 1,800. */
const defaultSliceSeconds = 25 * 60;

/** Makes the source of that name, for requests until the deadline (milliseconds of the epoch). */
export type OpenSource = (
  name: string,
  limits: { deadline: number; signal: AbortSignal },
) => Source;

/** The sources of a kind that are to be synced; those no longer configured are hidden from search. */
export function planRoute(
  kind: SourceKind,
  field: 'repositories' | 'folders',
  configured: readonly string[],
  database: Database,
): Route {
  return {
    method: 'POST',
    path: '/plan',
    auth: 'platform',
    handle: async ({ log }) => {
      await hideUnconfigured(database, kind, [...configured]);
      await purge(database, log);
      return { body: { [field]: configured } };
    },
  };
}

/** What a call says besides the source's name. */
const call = z.strictObject({
  execution_id: z.string().min(1).max(200),
  trigger: z.string().min(1).max(100).default('manual'),
  force: z.boolean().default(false),
});

// A computed key is more than the schema's type can say.
type SliceCall = z.output<typeof call> & Record<'repository' | 'folder', string>;

/**
 * One time slice of one source, for the workflow. Answers counts only.
 * @param embedder null for words alone
 */
export function sliceRoute(
  field: 'repository' | 'folder',
  configured: readonly string[],
  database: Database,
  environment: Environment,
  embedder: Embedder | null,
  openSource: OpenSource,
): Route {
  const request = call.extend({ [field]: z.string() });
  const settings = {
    include: optionalSetting(environment, 'include') ?? [],
    exclude: optionalSetting(environment, 'exclude') ?? [],
    maxFileBytes: optionalSetting(environment, 'maxFileBytes') ?? defaultMaxFileBytes,
  };
  const monthlyCharacters = optionalSetting(environment, 'embedMonthlyCharacters');
  const index = searchIndex(database, embedder, optionalSetting(environment, 'embedWeight'));
  const sliceSeconds = optionalSetting(environment, 'sliceSeconds') ?? defaultSliceSeconds;
  return {
    method: 'POST',
    path: '/',
    auth: 'platform',
    timeoutMs: 1_790_000,
    handle: async ({ body, log }) => {
      const input = validate(request, body) as unknown as SliceCall;
      const name = input[field];
      if (!configured.includes(name)) {
        throw new DocPilotError('not_found', `The ${field} ${name} is not configured.`);
      }
      const deadline = Date.now() + sliceSeconds * 1000;
      const abort = new AbortController();
      const source = openSource(name, { deadline, signal: abort.signal });
      const report = await syncAndEmbed(
        database,
        source,
        { executionId: input.execution_id, trigger: input.trigger, force: input.force },
        { deadline, settings, log, abort },
        embedder && { embedder, monthlyCharacters },
      );
      const { retryAfterSeconds, pendingEmbeddings, ...counts } = report;
      log.info({ [field]: name, ...report }, 'slice');
      if (report.done) await measureRecall(database, index, source, input.execution_id, log);
      return {
        body: {
          ...counts,
          ...(pendingEmbeddings === undefined ? {} : { pending_embeddings: pendingEmbeddings }),
          ...(retryAfterSeconds === undefined ? {} : { retry_after_seconds: retryAfterSeconds }),
        },
      };
    },
  };
}
