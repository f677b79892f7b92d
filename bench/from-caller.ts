import { resolve } from 'node:path';

/** A path as it is seen from where npm was called. */
export function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}
