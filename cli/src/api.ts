import { type exitCode, Failure } from './failure.ts';
import type { Login } from './login.ts';

const timeoutMs = 30_000;

/** What a request sends besides the key. */
export interface Sending {
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  body?: object;
}

/**
 * Asks a DocPilot server.
 * @param path as in the cloud, where it starts with the function's name
 * @throws Failure that says what to do
 */
export async function ask<Answer>(
  login: Login,
  path: string,
  { query = {}, body }: Sending = {},
): Promise<Answer> {
  const parameters = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    ),
  );
  const response = await send(login, `${path}${parameters.size > 0 ? `?${parameters}` : ''}`, body);
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Answer;
  throw failureOf(login, response, answer);
}

async function send({ url, key }: Login, path: string, body?: object): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-api-key': key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      // A redirect would send the key to another address.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
    const reason =
      name === 'TimeoutError'
        ? `no answer in ${timeoutMs / 1000} s`
        : cause?.code || cause?.message || message;
    throw new Failure(
      'serverFailed',
      `${url} cannot be reached (${reason}): is the address right, and does DocPilot run there?`,
    );
  }
}

const kinds: Readonly<Record<number, keyof typeof exitCode>> = {
  400: 'notValid',
  401: 'keyRefused',
  403: 'keyRefused',
  404: 'nothingFound',
};

function failureOf({ url }: Login, response: Response, answer: unknown): Failure {
  const { status, headers } = response;
  const message = (answer as { error?: { message?: unknown } } | null)?.error?.message;
  if (typeof message !== 'string') {
    const location = headers.get('location');
    const instead = location === null ? '' : `, and leads to ${new URL(location, url).origin}`;
    return new Failure(
      'serverFailed',
      `${url} answers ${status}${instead}, not as DocPilot does: is the address right?`,
    );
  }
  const next = status === 401 ? ` Run docpilot login ${url}, or set DOCPILOT_KEY.` : '';
  return new Failure(kinds[status] ?? 'serverFailed', `${message}${next}`);
}
