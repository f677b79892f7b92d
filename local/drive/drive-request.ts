import type { DriveStore } from './drive-store.ts';
import type { Parameters } from './parameters.ts';

/** A request whose path and parameters are read. */
export interface DriveRequest {
  store: DriveStore;
  parameters: Parameters;
  /** The path's variable part, decoded. */
  id: string;
}

export interface Answer {
  status: number;
  contentType: string;
  body: string | Buffer;
}

export function jsonAnswer(body: unknown, status = 200): Answer {
  return { status, contentType: 'application/json; charset=UTF-8', body: JSON.stringify(body) };
}
