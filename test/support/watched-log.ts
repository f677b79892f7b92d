import { createLogger, type Logger } from '@docpilot/shared/log';

/** Settings whose values must be in no log. */
const secretSettings = [
  ...['API_TOKEN', 'GH_PAT', 'GH_WEBHOOK_SECRET', 'EMBED_API_KEY', 'GOOGLE_ACCESS_TOKEN'],
  'DATABASE_URL',
];

const secrets = new Set<string>();
let leaks: string[] = [];

/** From now on no line of a watched log may have them; short ones could be there by chance. */
export function keepSecret(...values: readonly string[]): void {
  for (const value of values) if (value.length >= 8) secrets.add(value);
}

/** Keeps the keys, tokens and passwords of these settings secret. */
export function keepSecretsOf(environment: Readonly<Record<string, string | undefined>>): void {
  for (const name of secretSettings) {
    const value = environment[name] ?? '';
    if (name === 'DATABASE_URL') keepSecret(URL.canParse(value) ? new URL(value).password : '');
    else keepSecret(...value.split(','));
  }
}

/** Notes the lines that hold a secret. */
export function watchLines(text: string): void {
  for (const secret of secrets) {
    if (text.includes(secret))
      leaks.push(...text.split('\n').filter((line) => line.includes(secret)));
  }
}

/** A log of everything, down to debugging, that is shown nowhere and may hold no secret. */
export function watchedLog(service: string): Logger {
  return createLogger(service, { level: 'debug', destination: { write: watchLines } });
}

/** The lines with a secret since the last call. */
export function takeLeaks(): string[] {
  const taken = leaks;
  leaks = [];
  return taken;
}
