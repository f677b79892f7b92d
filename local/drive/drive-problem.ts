/** An error with Google's code and wording. */
export class DriveProblem extends Error {
  readonly code: number;
  readonly entry: ProblemEntry;
  /** Errors of Google's front end have one, those of Drive itself do not. */
  readonly status: string | undefined;

  constructor(code: number, message: string, entry: ProblemEntry, status?: string) {
    super(message);
    this.code = code;
    this.entry = entry;
    this.status = status;
  }
}

/** The only element of `errors`; without a message it repeats the problem's. */
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

/** A page token, or another value, that Google cannot read. */
export function invalidValue(parameter: string): DriveProblem {
  return parameterProblem(400, 'invalid', 'Invalid Value', parameter);
}

export function invalidParameter(parameter: string, message: string): DriveProblem {
  return parameterProblem(400, 'invalidParameter', message, parameter);
}

export function missingParameter(parameter: string): DriveProblem {
  return parameterProblem(400, 'required', `Required parameter: ${parameter}`, parameter);
}

/** Refused by Google's front end before Drive sees it; unlike the others it has no domain. */
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

/** A 403 that stays: trying the request again does not help. */
export function forbidden(reason: string, message: string): DriveProblem {
  return new DriveProblem(403, message, { domain: 'global', reason });
}

export function backendError(): DriveProblem {
  return new DriveProblem(500, 'Internal Error', { domain: 'global', reason: 'internalError' });
}
