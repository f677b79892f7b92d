import type { IncomingMessage, ServerResponse } from 'node:http';
import { requireContract, requireParameters } from './contract.ts';

/**
 * Holds what is asked of GitHub's REST API, and what it answers, against GitHub's own description.
 * @param broken takes what does not agree
 */
export function holdAnswers(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  broken: unknown[],
): void {
  if (method !== 'GET' || url.startsWith('/codeload/')) return;
  const end = response.end.bind(response);
  response.end = (chunk?: unknown) => {
    try {
      const { statusCode } = response;
      // Where there is no route, or the token is unknown, there is nothing to take parameters.
      if (statusCode !== 404 && statusCode !== 401) requireParameters(url);
      if (statusCode < 500) requireContract(url, statusCode, bodyOf(chunk));
    } catch (error) {
      broken.push(error);
    }
    return end(chunk);
  };
}

function bodyOf(chunk: unknown): unknown {
  return chunk === undefined || chunk === '' ? null : JSON.parse(String(chunk));
}
