/** An error as Google words it. */
export class DriveProblem extends Error {
  readonly code: number;
  readonly entry: ProblemEntry;
  /** Google names one for what its front end refuses, none for what Drive itself does. */
  readonly status: string | undefined;

  constructor(code: number, message: string, entry: ProblemEntry, status?: string) {
    super(message);
    this.code = code;
    this.entry = entry;
    this.status = status;
  }
}

/** The one line of `errors`; its message is the problem's own when it names none. */
export interface ProblemEntry {
  message?: string;
  domain?: string;
  reason: string;
  location?: string;
  locationType?: 'parameter' | 'header';
}

export function problemBody({ code, message, entry, status }: DriveProblem) {
  return { error: { code, message, errors: [{ message, ...entry }], ...(status && { status }) } };
}

function parameterProblem(code: number, reason: string, message: string, location: string) {
  return new DriveProblem(code, message, {
    domain: 'global',
    reason,
    location,
    locationType: 'parameter',
  });
}

export function fileNotFound(id: string): DriveProblem {
  return parameterProblem(404, 'notFound', `File not found: ${id}.`, 'fileId');
}

export function driveNotFound(id: string): DriveProblem {
  return parameterProblem(404, 'notFound', `Shared drive not found: ${id}`, 'driveId');
}

/** What Google says of a query, a page token or a sort key it cannot read. */
export function invalidValue(parameter: string): DriveProblem {
  return parameterProblem(400, 'invalid', 'Invalid Value', parameter);
}

export function invalidParameter(parameter: string, message: string): DriveProblem {
  return parameterProblem(400, 'invalidParameter', message, parameter);
}

export function missingParameter(parameter: string, message?: string): DriveProblem {
  return parameterProblem(
    400,
    'required',
    message ?? `Required parameter: ${parameter}`,
    parameter,
  );
}

/** What the front end refuses before Drive sees it; unlike the others it names no domain. */
export function unreadableRequest(message: string): DriveProblem {
  return new DriveProblem(400, message, { reason: 'invalid' }, 'INVALID_ARGUMENT');
}

export function unsupportedConversion(): DriveProblem {
  const message = 'The requested conversion is not supported.';
  return parameterProblem(400, 'badRequest', message, 'convertTo');
}

export function notDownloadable(): DriveProblem {
  const message =
    'Only files with binary content can be downloaded. Use Export with Docs Editors files.';
  return parameterProblem(403, 'fileNotDownloadable', message, 'alt');
}

/** A 403 that is final for this request: trying again does not help. */
export function forbidden(reason: string, message: string): DriveProblem {
  return new DriveProblem(403, message, { domain: 'global', reason });
}

/** @param code Google answers 403 for the most part, and 429 for the same reasons at times */
export function rateLimitExceeded(
  reason: 'rateLimitExceeded' | 'userRateLimitExceeded' = 'userRateLimitExceeded',
  code: 403 | 429 = 403,
): DriveProblem {
  const message =
    reason === 'rateLimitExceeded' ? 'Rate Limit Exceeded' : 'User Rate Limit Exceeded';
  return new DriveProblem(code, message, { domain: 'usageLimits', reason });
}

export function backendError(): DriveProblem {
  return new DriveProblem(500, 'Internal Error', { domain: 'global', reason: 'internalError' });
}
