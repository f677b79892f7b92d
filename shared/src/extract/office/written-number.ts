import { SSF } from '@e965/xlsx';

/** Writes a number sign by sign as Excel's format code says; null when the code cannot be followed. */
export function writtenNumber(number: number, code: string): string | null {
  try {
    const said: unknown = SSF.format(code, number);
    return typeof said === 'string' && said.trim() !== '' ? said.trim() : null;
  } catch {
    return null;
  }
}
