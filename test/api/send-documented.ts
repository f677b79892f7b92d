import { sign } from '@octokit/webhooks-methods';
import { expect } from 'vitest';
import { addressesOf, type DocumentedApi } from '../support/documented-api.ts';

export interface Sending {
  body?: string;
  headers?: Record<string, string>;
  /** The path's parameters by name. */
  parameters?: Record<string, string>;
  query?: Record<string, string>;
}

/** A body and its headers; a string is sent as it is. */
export function json(body: unknown, headers: Record<string, string> = {}): Sending {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: text, headers: { 'content-type': 'application/json', ...headers } };
}

let deliveries = 0;

/** A signed delivery from GitHub. */
export async function delivery(
  payload: unknown,
  secret: string,
  more: Record<string, string> = {},
): Promise<Sending> {
  deliveries += 1;
  const { body = '', headers } = json(payload);
  return {
    body,
    headers: {
      ...headers,
      'x-github-event': 'push',
      'x-github-delivery': `delivery-${deliveries}`,
      'x-hub-signature-256': await sign(secret, body),
      ...more,
    },
  };
}

/**
 * Sends a request to each address of an operation, and checks the answers against the document.
 * @param operation 'get /path', where the path starts with the function's name
 * @returns the last answer's JSON, or its text
 */
export async function sendDocumented(
  api: DocumentedApi,
  url: string,
  operation: string,
  status: number,
  { parameters, query = {}, ...init }: Sending = {},
): Promise<unknown> {
  const [method = '', path = ''] = operation.split(' ');
  let answer: unknown;
  for (const address of addressesOf(path, parameters)) {
    const search = new URLSearchParams(query).toString();
    const sent = { method: method.toUpperCase(), ...init };
    const response = await fetch(`${url}${address}${search && `?${search}`}`, sent);
    const said = response.status === status ? '' : await response.clone().text();
    expect([address, response.status, said]).toEqual([address, status, '']);
    answer = await api.check(operation, response);
  }
  return answer;
}
