import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';

export type { Logger };

const severityOf: Record<string, string> = {
  trace: 'DEBUG',
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARNING',
  error: 'ERROR',
  fatal: 'CRITICAL',
};

/** A logger in Cloud Logging's format: one JSON object per line, with severity and message. */
export function createLogger(
  service: string,
  options: { level?: string; destination?: DestinationStream } = {},
): Logger {
  const settings = {
    level: options.level ?? 'info',
    messageKey: 'message',
    errorKey: 'error',
    base: { service },
    serializers: { error: withoutStatement },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ severity: severityOf[label] ?? 'DEFAULT' }) },
  };
  // Synchronous: buffered lines would be lost with an instance that is killed or loses its CPU.
  return pino(settings, options.destination ?? pino.destination({ dest: 1, sync: true }));
}

/** The embedded database's errors carry the statement with its values: texts of documents. */
function withoutStatement(error: Error): object {
  const { query, params, parameters, queryOptions, ...rest } = stdSerializers.err(error) as Record<
    string,
    unknown
  >;
  return rest;
}

/**
 * The field that links a log line to its request in Cloud Logging.
 * @param traceparent the W3C header `00-TRACE-SPAN-FLAGS`; anything else is ignored
 * @param projectId if undefined, the trace id is logged without the project
 */
export function traceField(traceparent: string | undefined, projectId: string | undefined) {
  const trace = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(
    traceparent ?? '',
  )?.[1];
  if (!trace) return {};
  return {
    'logging.googleapis.com/trace': projectId ? `projects/${projectId}/traces/${trace}` : trace,
  };
}
