import { createHash } from 'node:crypto';
import type { DriveItem, SharedDrive } from '../../local/drive/drive-store.ts';
import { isGoogleType } from '../../local/drive/mime-types.ts';

/** A file as the store in memory keeps it, whoever may see it. */
export interface MemoryRecord {
  id: string;
  name: string;
  mimeType: string;
  parentId: string | null;
  createdTime: Date;
  modifiedTime: Date;
  version: number;
  /** Put in the trash itself, not with a folder. */
  trashed: boolean;
  /** Taken from the caller, with all that lies in it. */
  revoked: boolean;
  canDownload: boolean;
  content: Buffer | null;
  /** Counts the contents it had. */
  revision: number;
  shortcut: { targetId: string; targetMimeType: string } | null;
}

export interface MemoryDrive extends SharedDrive {
  isMember: boolean;
}

/** All records, and what follows from where they lie. */
export class MemoryTree {
  readonly records = new Map<string, MemoryRecord>();
  readonly drives = new Map<string, MemoryDrive>();

  require(id: string): MemoryRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error(`There is no ${id}`);
    return record;
  }

  /** The record itself and every folder above it, upwards. */
  chain(record: MemoryRecord): MemoryRecord[] {
    const above = record.parentId === null ? undefined : this.records.get(record.parentId);
    return above === undefined ? [record] : [record, ...this.chain(above)];
  }

  /** Everything in a folder, at any depth. */
  below(id: string): MemoryRecord[] {
    const children = [...this.records.values()].filter(({ parentId }) => parentId === id);
    return children.flatMap((child) => [child, ...this.below(child.id)]);
  }

  driveOf(record: MemoryRecord): MemoryDrive | null {
    return this.drives.get(this.chain(record).at(-1)?.id ?? '') ?? null;
  }

  /** Whose log tells of it: who is no member of a shared drive has what lies in it in his own. */
  logOf(record: MemoryRecord): string | null {
    const drive = this.driveOf(record);
    return drive?.isMember ? drive.id : null;
  }

  isVisible(record: MemoryRecord): boolean {
    const isStrangersRoot = this.drives.get(record.id)?.isMember === false;
    return !isStrangersRoot && this.chain(record).every(({ revoked }) => !revoked);
  }

  itemOf(record: MemoryRecord): DriveItem {
    const parent = record.parentId === null ? undefined : this.records.get(record.parentId);
    const hasRevisions = record.content !== null && !isGoogleType(record.mimeType);
    return {
      id: record.id,
      name: record.name,
      mimeType: record.mimeType,
      parentId: parent && this.isVisible(parent) ? parent.id : null,
      driveId: this.driveOf(record)?.id ?? null,
      createdTime: record.createdTime,
      modifiedTime: record.modifiedTime,
      version: String(record.version),
      trashed: this.chain(record).some(({ trashed }) => trashed),
      explicitlyTrashed: record.trashed,
      shortcut: record.shortcut,
      size: record.content?.length ?? null,
      headRevisionId: hasRevisions ? revisionId(record) : null,
      canDownload: record.canDownload,
    };
  }
}

function revisionId({ id, revision }: MemoryRecord): string {
  return createHash('sha256').update(`${id} ${revision}`).digest('base64url');
}
