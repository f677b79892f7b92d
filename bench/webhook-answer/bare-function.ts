import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bundle } from '../../scripts/build/bundle-functions.ts';

const source = `require('@google-cloud/functions-framework').http('bare', (_request, response) => {
  response.status(202).json({ status: 'nothing' });
});
`;

/**
 * Writes a function that does nothing next to the given bundle, so that it is started the same way.
 */
export async function addBareFunction(besides: string): Promise<Bundle> {
  const folder = join(dirname(besides), 'bare');
  await mkdir(folder);
  await writeFile(join(folder, 'index.js'), source);
  return { name: 'bare', folder, bytes: source.length, inputs: [], late: [] };
}
