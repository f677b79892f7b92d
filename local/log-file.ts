import { closeSync, openSync, writeSync } from 'node:fs';

/** A log that never stops the process that writes it. */
export interface LogFile {
  write(line: string): void;
  close(): void;
}

/**
 * Opens a new log file, for this user alone. A line that cannot be written, for example because the
 * disk is full, is left out; the first such line is told.
 * @param tell gets one sentence for a person
 */
export function openLogFile(path: string, tell: (sentence: string) => void): LogFile {
  const file = openSync(path, 'w', 0o600);
  let toldOf = false;
  return {
    write(line) {
      try {
        writeSync(file, line);
      } catch (error) {
        if (toldOf) return;
        toldOf = true;
        tell(`Lines of the log ${path} are lost (${(error as Error).message}): make room for it.`);
      }
    },
    close: () => closeSync(file),
  };
}
