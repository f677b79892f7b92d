import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What a request is answered with. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
  /** Without one the answer is not conditional. */
  etag?: string;
}

/** An answer that is written as it comes. It must end the response itself. */
export interface StreamedAnswer {
  stream(response: ServerResponse): Promise<void>;
}

/** An error as GitHub words it. */
export class GithubProblem extends Error {
  readonly status: number;
  readonly documentationUrl: string | undefined;
  readonly details: Record<string, unknown>;

  constructor(
    status: number,
    message: string,
    documentationUrl?: string,
    details: Record<string, unknown> = {},
  ) {
    super(message);
    this.status = status;
    this.documentationUrl = documentationUrl;
    this.details = details;
  }
}

const jsonType = 'application/json; charset=utf-8';

/**
 * The tag leaves this server's own address out: the port is another after a restart, and what was
 * not modified should say so.
 */
export function jsonAnswer(body: string, serverUrl: string): Answer {
  const etag = weakTag(body.replaceAll(serverUrl, ''));
  return { status: 200, headers: jsonHeaders, body, etag };
}

export const jsonHeaders = {
  'content-type': jsonType,
  'x-github-media-type': 'github.v3; format=json',
};

/** The form of GitHub's own tags. */
export function weakTag(content: string): string {
  return `W/"${createHash('sha256').update(content).digest('hex')}"`;
}

export function matchesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || strong(tag) === strong(etag));
}

export function problemAnswer(problem: GithubProblem, documentationUrl: string): Answer {
  const body = {
    message: problem.message,
    ...problem.details,
    documentation_url: problem.documentationUrl ?? documentationUrl,
    status: String(problem.status),
  };
  return { status: problem.status, headers: jsonHeaders, body: JSON.stringify(body) };
}
