/** The interval of the deployed Scheduler job. */
const everyMs = 3 * 3600 * 1000;

/** The executions API and its token. */
export interface Executions {
  /** …/projects/P/locations/L/workflows/W/executions */
  url: string;
  token: string;
}

/**
 * Stands in for Cloud Scheduler: sends its job's POST every three hours.
 * @returns a function that stops it
 */
export function scheduleSyncs(
  { url, token }: Executions,
  onError: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    startScheduled(url, token).catch(onError);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function startScheduled(url: string, token: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ argument: JSON.stringify({ trigger: 'schedule' }) }),
  });
  if (!response.ok) throw new Error(`The executions API answered ${response.status}.`);
}
