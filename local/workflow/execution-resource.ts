import type { ExecutionRecord } from './execution-ledger.ts';

export type ExecutionView = 'BASIC' | 'FULL';

/** The API's Execution resource. */
export function toResource(
  record: ExecutionRecord,
  view: ExecutionView,
  { parent, revisionId }: { parent: string; revisionId: string },
): Record<string, unknown> {
  const { startMs, endMs } = record;
  const startTime = new Date(startMs).toISOString();
  const basic = {
    name: `${parent}/executions/${record.id}`,
    startTime,
    ...(endMs === null ? {} : endOf(startMs, endMs)),
    state: record.state,
    workflowRevisionId: revisionId,
  };
  if (view === 'BASIC') return basic;
  return {
    ...basic,
    createTime: startTime,
    argument: record.argument,
    ...(Object.keys(record.labels).length > 0 ? { labels: record.labels } : {}),
    ...(record.result === null ? {} : { result: record.result }),
    ...(record.error === null ? {} : { error: record.error }),
  };
}

function endOf(startMs: number, endMs: number): Record<string, string> {
  return {
    endTime: new Date(endMs).toISOString(),
    duration: `${((endMs - startMs) / 1000).toFixed(3)}s`,
  };
}
