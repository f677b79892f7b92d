import type { DriveItem } from '../../local/drive/drive-store.ts';
import { documentType } from '../../local/drive/file-types.ts';

/** A file as the store in memory keeps it, whoever may see it. */
export interface MemoryRecord {
  id: string;
  name: string;
  mimeType: string;
  parentId: string | null;
  modifiedTime: Date;
  /** Put in the trash itself, not with a folder above it. */
  trashed: boolean;
  /** Taken from the caller, with all that is in it. */
  revoked: boolean;
  canDownload: boolean;
  content: Buffer | null;
  shortcut: { targetId: string } | null;
}

/** All records, and what follows from the folders they are in. */
export class MemoryTree {
  readonly records = new Map<string, MemoryRecord>();
  /** The shared drives' names by id, which is also the id of their root folder. */
  readonly driveNames = new Map<string, string>();

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

  driveIdOf(record: MemoryRecord): string | null {
    const rootId = this.chain(record).at(-1)?.id ?? '';
    return this.driveNames.has(rootId) ? rootId : null;
  }

  isVisible(record: MemoryRecord): boolean {
    return this.chain(record).every(({ revoked }) => !revoked);
  }

  itemOf(record: MemoryRecord): DriveItem {
    const { id, name, mimeType, parentId, modifiedTime, shortcut, content, canDownload } = record;
    return {
      id,
      name,
      mimeType,
      parentId,
      driveId: this.driveIdOf(record),
      modifiedTime,
      trashed: this.chain(record).some(({ trashed }) => trashed),
      shortcut,
      size: content?.length ?? null,
      canDownload,
      link: linkTo(id, mimeType),
    };
  }
}

function linkTo(id: string, mimeType: string): string {
  return mimeType === documentType
    ? `https://docs.google.com/document/d/${id}/edit?usp=drivesdk`
    : `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
}
