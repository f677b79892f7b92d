import { readAnswer } from '@docpilot/shared/read-answer';

/** An answer, as the checks need it. */
export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON, or the text. */
  body: unknown;
}

export type AskDeployment = (
  path: string,
  request?: { key?: string; headers?: Record<string, string>; json?: unknown },
) => Promise<Answer>;

/** Sends requests to a deployment's public address. */
export function askAt(url: string): AskDeployment {
  return async (path, { key, headers = {}, json } = {}) => {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      headers: {
        ...(key === undefined ? {} : { 'x-api-key': key }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
      // Includes a cold start.
      signal: AbortSignal.timeout(30_000),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: parse((await readAnswer(response, 'The deployment’s')).toString()),
    };
  };
}

/** JSON, the JSON of the first event of a stream, or the text itself. */
function parse(text: string): unknown {
  const data = /^data: (.*)$/m.exec(text)?.[1];
  for (const candidate of [text, data ?? '']) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Try the next one.
    }
  }
  return text;
}

/** A part of a body by its path, for example `error.code`. */
export function partOf(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[name]
          : undefined,
      body,
    );
}
