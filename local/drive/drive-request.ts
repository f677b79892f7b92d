import type { DriveStore } from './drive-store.ts';
import { fieldsOf } from './field-schema.ts';
import { applySelection, readSelection, type Selection } from './field-selection.ts';
import type { Parameters } from './parameters.ts';

/** A request that is understood as far as every method is alike. */
export interface DriveRequest {
  store: DriveStore;
  parameters: Parameters;
  /** What stands in the path's variable part. */
  id: string;
  range: string | undefined;
  exportLimitBytes: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** What `fields` asks for; without it, what Google gives then. */
export function selectionOf(
  { parameters }: DriveRequest,
  schemaName: string,
  defaultFields: string,
): Selection {
  return readSelection(parameters.text('fields') ?? defaultFields, fieldsOf(schemaName));
}

export function jsonAnswer({ parameters }: DriveRequest, body: unknown, asked: Selection): Answer {
  const indent = parameters.flag('prettyPrint', true) ? 2 : 0;
  return jsonText(JSON.stringify(applySelection(body, asked), null, indent), 200);
}

export function jsonText(body: string, status: number): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=UTF-8' }, body };
}

/** Whether the request speaks of shared drives, and may see what is in them. */
export function sharedDriveFlags({ parameters }: DriveRequest) {
  return {
    supports: parameters.flag('supportsAllDrives') || parameters.flag('supportsTeamDrives'),
    includes:
      parameters.flag('includeItemsFromAllDrives') || parameters.flag('includeTeamDriveItems'),
    driveId: parameters.text('driveId') ?? parameters.text('teamDriveId'),
  };
}
