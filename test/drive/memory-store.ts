import { createHash } from 'node:crypto';
import { ChangeLog } from '../../local/drive/change-log.ts';
import type { DriveItem, DriveStore, LogName, SharedDrive } from '../../local/drive/drive-store.ts';
import { folderType, shortcutType } from '../../local/drive/mime-types.ts';
import { type MemoryRecord, MemoryTree } from './memory-record.ts';

export interface MemoryStoreOptions {
  now?: () => number;
  /**
   * Whether what happens to a folder (moved, trashed, deleted, its access lost) is told of all that
   * lies in it, too. Google promises neither, so a reader must do with the folder alone.
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
  readonly myDriveId: string;
  readonly #tree = new MemoryTree();
  readonly #log = new ChangeLog('');
  readonly #now: () => number;
  readonly #tellsDescendants: boolean;
  #created = 0;
  #latest = 0;

  constructor({ now = Date.now, tellsDescendants = false }: MemoryStoreOptions) {
    this.#now = now;
    this.#tellsDescendants = tellsDescendants;
    this.myDriveId = this.#add({ name: 'My Drive', id: 'my-drive' }, null, folderType).id;
  }

  find(id: string): DriveItem | undefined {
    const record = this.#tree.records.get(id);
    return record && this.#tree.isVisible(record) ? this.#tree.itemOf(record) : undefined;
  }

  list(parentIds: ReadonlySet<string> | null): DriveItem[] {
    return [...this.#tree.records.values()]
      .filter(({ parentId }) => parentIds === null || (parentId && parentIds.has(parentId)))
      .filter((record) => this.#tree.isVisible(record))
      .map((record) => this.#tree.itemOf(record));
  }

  read({ id }: DriveItem): Buffer {
    return this.#tree.require(id).content ?? Buffer.alloc(0);
  }

  md5(item: DriveItem): string {
    return createHash('md5').update(this.read(item)).digest('hex');
  }

  drives(): SharedDrive[] {
    return [...this.#tree.drives.values()].filter(({ isMember }) => isMember);
  }

  startPageToken(): string {
    return this.#log.startPageToken();
  }

  changesSince(token: string, log: LogName) {
    return this.#log.since(token, log, (id) => this.find(id));
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
    const { mimeType: targetMimeType } = this.#tree.require(targetId);
    const record = this.#add(item, item.parentId ?? this.myDriveId, shortcutType);
    return this.#create(Object.assign(record, { shortcut: { targetId, targetMimeType } }));
  }

  /** The id is the drive's and its uppermost folder's; who is no member may still be given what lies in it. */
  createSharedDrive(drive: { name: string; id?: string; isMember?: boolean }): string {
    const { name, isMember = true } = drive;
    const { id, createdTime } = this.#add({ ...drive, name: 'Drive' }, null, folderType);
    this.#tree.drives.set(id, { id, name, createdTime, isMember });
    this.#log.add('drive', id, createdTime);
    return id;
  }

  update(id: string, content: string | Buffer): void {
    const record = this.#tree.require(id);
    record.content = Buffer.from(content);
    record.revision += 1;
    record.modifiedTime = this.#change(record);
  }

  rename(id: string, name: string): void {
    const record = this.#tree.require(id);
    record.name = name;
    this.#change(record);
  }

  /** @throws when a folder would come to lie in itself */
  move(id: string, parentId: string): void {
    const record = this.#tree.require(id);
    if (this.#tree.chain(this.#tree.require(parentId)).includes(record)) {
      throw new Error(`${id} cannot lie in itself`);
    }
    const from = this.#tree.logOf(record);
    record.parentId = parentId;
    const isAnotherLog = this.#tree.logOf(record) !== from;
    this.#changeAll(record, from, isAnotherLog);
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

  /** For good, with all that lies in it. */
  delete(id: string): void {
    const record = this.#tree.require(id);
    this.#changeAll(record, this.#tree.logOf(record));
    for (const { id: gone } of [record, ...this.#tree.below(id)]) this.#tree.records.delete(gone);
  }

  /** With all that lies in it. */
  revokeAccess(id: string): void {
    this.#set(id, { revoked: true });
  }

  restoreAccess(id: string): void {
    this.#set(id, { revoked: false });
  }

  setMembership(driveId: string, isMember: boolean): void {
    const drive = this.#tree.drives.get(driveId);
    if (drive === undefined) throw new Error(`There is no shared drive ${driveId}`);
    drive.isMember = isMember;
    this.#tree.require(driveId).revoked = !isMember;
    this.#log.add('drive', driveId, this.#tick());
  }

  /** Refuses every page token of the change logs given so far. */
  expirePageTokens(): void {
    this.#log.expireTokens();
  }

  #add({ name, id }: NewItem, parentId: string | null, mimeType: string): MemoryRecord {
    if (parentId !== null && this.#tree.require(parentId).mimeType !== folderType) {
      throw new Error(`${parentId} is no folder`);
    }
    this.#created += 1;
    const time = this.#tick();
    const record: MemoryRecord = {
      id: id ?? `item-${String(this.#created).padStart(6, '0')}`,
      name,
      mimeType,
      parentId,
      createdTime: time,
      modifiedTime: time,
      version: 0,
      trashed: false,
      revoked: false,
      canDownload: true,
      content: null,
      revision: 1,
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
    this.#changeAll(record, this.#tree.logOf(record));
  }

  #changeAll(record: MemoryRecord, from: string | null, always = false): void {
    const below = this.#tellsDescendants || always ? this.#tree.below(record.id) : [];
    for (const each of [record, ...below]) this.#change(each, from);
  }

  #change(record: MemoryRecord, from = this.#tree.logOf(record)): Date {
    const time = this.#tick();
    record.version += 1;
    this.#log.add('file', record.id, time, [from, this.#tree.logOf(record)]);
    return time;
  }

  /** The clock, made to go on with every change. */
  #tick(): Date {
    this.#latest = Math.max(this.#now(), this.#latest + 1);
    return new Date(this.#latest);
  }
}
