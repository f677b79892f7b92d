import { DocPilotError } from '../../errors.ts';
import { hasCode } from './database.ts';

const full = {
  /** disk_full */
  codes: ['53100'],
  message:
    'The disk of the database is full: make room for it, then try again. What is stored is safe.',
};

const damaged = {
  /** data_corrupted, index_corrupted, undefined_file, io_error */
  codes: ['XX001', 'XX002', '58P01', '58030'],
  message:
    'A part of the database is damaged: make the index anew with npm start -- --reset, or restore a backup of the server.',
};

/**
 * What every caller is told of trouble with the server's disk, which is no fault of the statement.
 * @returns undefined for any other error
 */
export function serverTrouble(cause: unknown): DocPilotError | undefined {
  const known = [full, damaged].find(({ codes }) => hasCode(cause, ...codes));
  return known && unavailable(known.message, cause);
}

export function databaseDamaged(): DocPilotError {
  return unavailable(damaged.message);
}

function unavailable(message: string, cause?: unknown): DocPilotError {
  return new DocPilotError('upstream_unavailable', message, { cause, retryAfterSeconds: 60 });
}
