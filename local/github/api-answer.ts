import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
  /** For conditional requests; answers without one are always sent in full. */
  etag?: string;
}

/** An answer that is written while it is made. It must end the response itself. */
export interface StreamedAnswer {
  stream(response: ServerResponse): Promise<void>;
}

/** An error with GitHub's status and wording. */
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
 * The tag leaves out the server's address: after a restart on another port, what was not modified
 * keeps its tag.
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

export function problemAnswer(problem: GithubProblem, documentationUrl: string): Answer {
  const body = {
    message: problem.message,
    ...problem.details,
    documentation_url: problem.documentationUrl ?? documentationUrl,
    status: String(problem.status),
  };
  return { status: problem.status, headers: jsonHeaders, body: JSON.stringify(body) };
}
