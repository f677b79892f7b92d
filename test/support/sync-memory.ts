import type { Database } from '@docpilot/shared/database';
import type { ContentSettings } from '../../shared/src/ingest/choose/path-rules.ts';
import type { SliceReport } from '../../shared/src/ingest/slice/end-slice.ts';
import { syncSlice } from '../../shared/src/ingest/slice/sync-slice.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import { watchedLog } from './watched-log.ts';

const settings: ContentSettings = {
  include: [],
  exclude: [],
  maxFileBytes: 1_048_576,
  hiddenCells: 'omit',
};
let executions = 0;

export interface SyncOptions {
  executionId?: string;
  force?: boolean;
  /** What started it; `manual` is a person. */
  trigger?: string;
  /** The time after which the slice ends, in milliseconds. */
  forMs?: number;
  settings?: ContentSettings;
}

/** Runs one time slice, as if called by the workflow. */
export function syncOnce(
  database: Database,
  source: Source,
  options: SyncOptions = {},
): Promise<SliceReport> {
  executions += 1;
  return syncSlice(
    database,
    source,
    {
      executionId: options.executionId ?? `execution-${executions}`,
      trigger: options.trigger ?? 'test',
      force: options.force ?? false,
    },
    {
      deadline: Date.now() + (options.forMs ?? 60_000),
      settings: options.settings ?? settings,
      log: watchedLog('test'),
      abort: new AbortController(),
    },
  );
}
