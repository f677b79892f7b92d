import { temporaryClone } from '../github/temporary-clone.ts';

/** So many small files. */
export const pages = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`page-${i}.md`, `# Page ${i}\n\nAbout ${i}.\n`]),
  );
/** Most of it is not to be indexed: its files are asked for one by one. */
export const oneByOne = (count: number) => ({
  ...pages(count),
  'video.mp4': Buffer.alloc(count * 600_000),
});

/** @returns the folder of a clone of acme/NAME */
export function cloneOf(name: string, files: Record<string, string | Buffer>): string {
  const clone = temporaryClone({ origin: `https://github.com/acme/${name}.git` });
  clone.commit('Write', files);
  return clone.folder;
}
