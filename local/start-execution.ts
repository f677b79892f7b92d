/** The executions API and its token. */
export interface Executions {
  /** …/projects/P/locations/L/workflows/W/executions */
  url: string;
  token: string;
}

/** Starts the workflow, as Scheduler's job does: the API takes the argument as a text of JSON. */
export async function startExecution({ url, token }: Executions, argument: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ argument: JSON.stringify(argument) }),
  });
  if (!response.ok) throw new Error(`The executions API answered ${response.status}.`);
}
