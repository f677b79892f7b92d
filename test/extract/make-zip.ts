import { deflateRawSync } from 'node:zlib';

export interface Part {
  name: string;
  content: string | Uint8Array;
  /** What the archive says of its size; by default the truth. */
  saidBytes?: number;
}

/** Quick, as what tests inflate is large; one of thousands of empty files, once. */
const pack = (bytes: Buffer) => deflateRawSync(bytes, { level: 1 });
const packedNothing = pack(Buffer.alloc(0));

/** A ZIP archive, as honest as its parts say. */
export function makeZip(parts: readonly Part[]): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content, saidBytes } of parts) {
    const bytes = Buffer.from(content);
    const packed = bytes.length === 0 ? packedNothing : pack(bytes);
    const nameBytes = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(saidBytes ?? bytes.length, 18);
    header.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const entry = [Buffer.from('PK\x03\x04'), header, nameBytes, packed];
    local.push(...entry);
    central.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), header, place, nameBytes);
    offset += entry.reduce((sum, piece) => sum + piece.length, 0);
  }
  const centralBytes = central.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(centralBytes, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, ...central, end]));
}
