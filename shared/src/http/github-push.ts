import { verify } from '@octokit/webhooks-methods';
import type * as z from 'zod';
import { DocPilotError } from '../errors.ts';
import { chosenRepositories } from '../sources/github/chosen-repositories.ts';
import { validate } from '../validate.ts';
import { push } from './endpoints/webhook-endpoint.ts';
import type { ApiRequest } from './route.ts';

type Push = z.output<typeof push>;

/** A delivery of GitHub's webhook whose signature has been checked. */
export interface Delivery {
  id: string;
  event: string;
  payload: unknown;
}

/**
 * Checks a delivery's signature of the raw body with every valid secret.
 * @throws DocPilotError unauthorized | unsupported_media_type | invalid_request
 */
export async function readDelivery(
  { headers, rawBody }: Pick<ApiRequest, 'headers' | 'rawBody'>,
  secrets: readonly string[],
): Promise<Delivery> {
  const body = rawBody.toString('utf8');
  if (!(await isSigned(body, single(headers['x-hub-signature-256']), secrets))) {
    throw new DocPilotError(
      'unauthorized',
      'The signature is missing or not valid: set the same secret on GitHub and in GH_WEBHOOK_SECRET.',
    );
  }
  const id = single(headers['x-github-delivery']);
  const event = single(headers['x-github-event']);
  if (!/^[\w-]{1,100}$/.test(id) || event === '') {
    throw new DocPilotError(
      'invalid_request',
      'The headers X-GitHub-Delivery and X-GitHub-Event are required.',
    );
  }
  return { id, event, payload: parsePayload(body, headers['content-type'] ?? '') };
}

async function isSigned(
  body: string,
  signature: string,
  secrets: readonly string[],
): Promise<boolean> {
  // verify() throws if one of them is empty.
  if (body === '' || signature === '') return false;
  const checks = await Promise.all(secrets.map((secret) => verify(secret, body, signature)));
  return checks.includes(true);
}

function parsePayload(body: string, contentType: string): unknown {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    throw new DocPilotError(
      'unsupported_media_type',
      'The body must be application/json or application/x-www-form-urlencoded.',
    );
  }
  const json = type === 'application/json' ? body : new URLSearchParams(body).get('payload');
  try {
    return JSON.parse(json ?? '');
  } catch {
    throw new DocPilotError('invalid_request', 'The payload is not valid JSON.');
  }
}

function single(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The repository that was pushed to, as GitHub calls it now. */
export function pushedRepository(payload: unknown): string {
  return validate(push, payload).repository.full_name;
}

/**
 * The configured source that was pushed to: the same repository and branch.
 * @param as the name by which the repository may be configured
 * @returns null if no configured source tracks that branch, or if the branch was deleted
 */
export function pushedSource(
  payload: unknown,
  configured: readonly string[],
  as = pushedRepository(payload),
): string | null {
  const { ref, deleted, repository }: Push = validate(push, payload);
  if (deleted) return null;
  const { named, takes, isChosen } = chosenRepositories(configured);
  const pushed = named.filter((name) => {
    const [fullName = '', branch = repository.default_branch] = name.split('@', 2);
    return fullName.toLowerCase() === as.toLowerCase() && ref === `refs/heads/${branch}`;
  });
  // A branch by name may be the default branch, which is synced under the plain name.
  const source = pushed.find((name) => !name.includes('@')) ?? pushed[0];
  if (source !== undefined) return source;
  const isTaken = isChosen(repository.full_name) && (takes.forks || !repository.fork);
  return isTaken && ref === `refs/heads/${repository.default_branch}` ? repository.full_name : null;
}
