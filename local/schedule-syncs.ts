import { type Executions, startExecution } from './start-execution.ts';

/** The interval of the deployed Scheduler job. */
const everyMs = 3 * 3600 * 1000;

/**
 * Stands in for Cloud Scheduler: starts the workflow every three hours, as its job does.
 * @returns a function that stops it
 */
export function scheduleSyncs(
  executions: Executions,
  onError: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    startExecution(executions, { trigger: 'schedule' }).catch(onError);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
