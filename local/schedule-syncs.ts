/** As often as the deployed Scheduler job runs. */
const everyMs = 3 * 3600 * 1000;

/** The executions API, and what it takes to be let in. */
export interface Executions {
  /** …/projects/P/locations/L/workflows/W/executions */
  url: string;
  token: string;
}

/**
 * Stands for Cloud Scheduler: every three hours the same POST that its job sends.
 * @returns stops it
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
