import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, gunzipSync } from 'node:zlib';
import type { Response } from './transport.ts';

const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body of an answer, decompressed.
 * @returns null when it is longer: then the connection is closed, and no more was decompressed
 */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const encoding = response.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  const decoder = decoders[encoding]?.();
  if (decoder !== undefined) {
    response.stream.on('error', (error) => decoder.destroy(error));
    response.stream.pipe(decoder);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of decoder ?? response.stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      response.discard();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file that is compressed itself, like sitemap.xml.gz. @throws when it is longer than `maxBytes` */
export function inflated(body: Uint8Array, maxBytes: number): Uint8Array {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  return isGzip ? gunzipSync(body, { maxOutputLength: maxBytes }) : body;
}
