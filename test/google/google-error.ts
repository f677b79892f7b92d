import type { GoogleProject } from './google-project.ts';

/** An error in the form of Google's APIs: https://google.aip.dev/193. */
export class GoogleError extends Error {
  readonly status: number;
  /** Such as NOT_FOUND. */
  readonly code: string;
  readonly body: object;
  readonly isApiDisabled: boolean;

  constructor(status: number, code: string, message: string, details: object[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = { error: { code: status, message, status: code, details } };
    this.isApiDisabled = JSON.stringify(details).includes('SERVICE_DISABLED');
  }
}

export function notFound(what: string): GoogleError {
  return new GoogleError(404, 'NOT_FOUND', `${what} not found.`);
}

/** How an API answers in a project in which it is not enabled, or was just a moment ago. */
function disabled(api: string, number: string): GoogleError {
  const url = `https://console.developers.google.com/apis/api/${api}/overview?project=${number}`;
  return new GoogleError(
    403,
    'PERMISSION_DENIED',
    `The API ${api} has not been used in project ${number} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: { service: api, consumer: `projects/${number}` },
      },
    ],
  );
}

/** @throws GoogleError while the API is not enabled, or too new */
export function requireApi(project: GoogleProject, name: string): void {
  const api = `${name}.googleapis.com`;
  const refused = project.apis.get(api);
  if (refused === undefined) throw disabled(api, project.number);
  if (refused === 0) return;
  project.apis.set(api, refused - 1);
  throw disabled(api, project.number);
}
