import type { Response } from '@google-cloud/functions-framework';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { challenge } from './api-keys.ts';

/** Answers with the one error shape. What was not foreseen is logged and hidden from the caller. */
export function sendError(response: Response, error: unknown, log: Logger): void {
  const known =
    error instanceof DocPilotError
      ? error
      : new DocPilotError('internal', 'Something went wrong here; the log has the details.');
  if (known.status >= 500) log.error({ error }, 'request failed');
  if (response.headersSent) {
    response.end();
    return;
  }
  if (known.code === 'unauthorized') {
    response.setHeader('www-authenticate', challenge(response.req.headers));
  }
  if (known.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(known.retryAfterSeconds));
  }
  response.status(known.status).json(known.toBody());
}
