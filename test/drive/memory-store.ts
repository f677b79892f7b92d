import { createHash } from 'node:crypto';
import { ChangeLog } from '../../local/drive/change-log.ts';
import type { DriveItem, DriveStore } from '../../local/drive/drive-store.ts';
import { folderType, shortcutType } from '../../local/drive/file-types.ts';
import { type MemoryRecord, MemoryTree } from './memory-tree.ts';

export interface MemoryStoreOptions {
  /**
   * Whether the log names with a folder (moved, trashed, deleted, its access lost) all that is in it.
   * Google promises neither, so a reader must do with the folder alone.
   */
  tellsDescendants?: boolean;
}

export interface NewItem {
  name: string;
  /** My Drive, when not given. */
  parentId?: string;
  /** Made up when not given. */
  id?: string;
}

export interface NewFile extends NewItem {
  /** A Google-native type has its content as HTML, xlsx or pptx. */
  mimeType?: string;
  content: string | Buffer;
  canDownload?: boolean;
}

/** A Drive in memory, with stable ids, and with a log of what was done to it. */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new MemoryStore(options);
}

export class MemoryStore implements DriveStore {
  /** The root folder of the caller's own files. */
  readonly myDriveId: string;
  readonly #tree = new MemoryTree();
  readonly #log = new ChangeLog('');
  readonly #tellsDescendants: boolean;
  #created = 0;
  #latestMs = 0;

  constructor({ tellsDescendants = false }: MemoryStoreOptions) {
    this.#tellsDescendants = tellsDescendants;
    this.myDriveId = this.#add({ name: 'My Drive', id: 'my-drive' }, null, folderType).id;
  }

  find(id: string): DriveItem | undefined {
    const record = this.#tree.records.get(id);
    return record && this.#tree.isVisible(record) ? this.#tree.itemOf(record) : undefined;
  }

  list(parentIds: ReadonlySet<string>): DriveItem[] {
    return [...this.#tree.records.values()]
      .filter(({ parentId }) => parentId !== null && parentIds.has(parentId))
      .filter((record) => this.#tree.isVisible(record))
      .map((record) => this.#tree.itemOf(record));
  }

  read({ id }: DriveItem): Buffer {
    return this.#tree.require(id).content ?? Buffer.alloc(0);
  }

  md5(item: DriveItem): string {
    return createHash('md5').update(this.read(item)).digest('hex');
  }

  driveName(driveId: string): string | undefined {
    return this.#tree.driveNames.get(driveId);
  }

  startPageToken(): string {
    return this.#log.startPageToken();
  }

  changesSince(token: string, driveId: string | null) {
    return this.#log.since(token, driveId, (id) => this.find(id));
  }

  createFolder(folder: NewItem): string {
    return this.#create(this.#add(folder, folder.parentId ?? this.myDriveId, folderType));
  }

  createFile({ content, mimeType = 'text/plain', canDownload = true, ...item }: NewFile): string {
    const record = this.#add(item, item.parentId ?? this.myDriveId, mimeType);
    return this.#create(Object.assign(record, { content: Buffer.from(content), canDownload }));
  }

  /** It stays when its target goes. */
  createShortcut({ targetId, ...item }: NewItem & { targetId: string }): string {
    this.#tree.require(targetId);
    const record = this.#add(item, item.parentId ?? this.myDriveId, shortcutType);
    return this.#create(Object.assign(record, { shortcut: { targetId } }));
  }

  /** @returns its id, which is its root folder's too */
  createSharedDrive({ name, ...drive }: { name: string; id?: string }): string {
    const { id } = this.#add({ ...drive, name: 'Drive' }, null, folderType);
    this.#tree.driveNames.set(id, name);
    return id;
  }

  update(id: string, content: string | Buffer): void {
    const record = this.#tree.require(id);
    record.content = Buffer.from(content);
    record.modifiedTime = this.#tick();
    this.#change(record);
  }

  rename(id: string, name: string): void {
    const record = this.#tree.require(id);
    record.name = name;
    this.#change(record);
  }

  /** @throws when a folder would come to be in itself */
  move(id: string, parentId: string): void {
    const record = this.#tree.require(id);
    if (this.#tree.chain(this.#tree.require(parentId)).includes(record)) {
      throw new Error(`${id} cannot be in itself`);
    }
    const from = this.#tree.driveIdOf(record);
    record.parentId = parentId;
    const isInOtherDrive = this.#tree.driveIdOf(record) !== from;
    this.#changeAll(record, from, isInOtherDrive);
  }

  /** What Drive takes a file for may change while its bytes do not. */
  setMediaType(id: string, mimeType: string): void {
    const record = this.#tree.require(id);
    record.mimeType = mimeType;
    this.#change(record);
  }

  setCanDownload(id: string, canDownload: boolean): void {
    const record = this.#tree.require(id);
    record.canDownload = canDownload;
    this.#change(record);
  }

  trash(id: string): void {
    this.#set(id, { trashed: true });
  }

  untrash(id: string): void {
    this.#set(id, { trashed: false });
  }

  /** For good, with all that is in it. */
  delete(id: string): void {
    const record = this.#tree.require(id);
    this.#changeAll(record, this.#tree.driveIdOf(record));
    for (const { id: gone } of [record, ...this.#tree.below(id)]) this.#tree.records.delete(gone);
  }

  /** With all that is in it. */
  revokeAccess(id: string): void {
    this.#set(id, { revoked: true });
  }

  restoreAccess(id: string): void {
    this.#set(id, { revoked: false });
  }

  /** Refuses every page token of the change logs given so far. */
  expirePageTokens(): void {
    this.#log.expireTokens();
  }

  #add({ name, id }: NewItem, parentId: string | null, mimeType: string): MemoryRecord {
    if (parentId !== null && this.#tree.require(parentId).mimeType !== folderType) {
      throw new Error(`${parentId} is not a folder`);
    }
    this.#created += 1;
    const record: MemoryRecord = {
      id: id ?? `item-${String(this.#created).padStart(6, '0')}`,
      name,
      mimeType,
      parentId,
      modifiedTime: this.#tick(),
      trashed: false,
      revoked: false,
      canDownload: true,
      content: null,
      shortcut: null,
    };
    if (this.#tree.records.has(record.id)) throw new Error(`There is a ${record.id} already`);
    this.#tree.records.set(record.id, record);
    return record;
  }

  #create(record: MemoryRecord): string {
    this.#change(record);
    return record.id;
  }

  #set(id: string, values: Partial<MemoryRecord>): void {
    const record = this.#tree.require(id);
    Object.assign(record, values);
    this.#changeAll(record, this.#tree.driveIdOf(record));
  }

  #changeAll(record: MemoryRecord, from: string | null, always = false): void {
    const below = this.#tellsDescendants || always ? this.#tree.below(record.id) : [];
    for (const each of [record, ...below]) this.#change(each, from);
  }

  /** @param from the drive whose log has it so far; a move to another drive is in both logs */
  #change(record: MemoryRecord, from = this.#tree.driveIdOf(record)): void {
    for (const driveId of new Set([from, this.#tree.driveIdOf(record)])) {
      this.#log.add(record.id, driveId);
    }
  }

  /** The time, later with every call. */
  #tick(): Date {
    this.#latestMs = Math.max(Date.now(), this.#latestMs + 1);
    return new Date(this.#latestMs);
  }
}
