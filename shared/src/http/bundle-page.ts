import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, parse, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What HTML loads by an address that is neither a path nor a URL. */
const address = /(?<=(?:src|href)=")[^"/#:]+\/[^":]+(?=")/g;

/**
 * Bundles a page: `index.html`, and each file that it refers to by a relative path (`./main.js`),
 * with everything that this file imports. A file of a package (`package/dist/file.js`) is taken as
 * it is. Except for `index.html`, a file's name ends in a hash of its content, so that browsers may
 * keep it for good. The parts that several scripts share are loaded at once, not after the script.
 * @param folder contains `index.html`
 * @param publicPath where the files are served, for example `/home/page`
 * @returns the content of each file by its name
 */
export async function bundlePage(folder: URL, publicPath: string): Promise<Map<string, Buffer>> {
  const html = await readFile(new URL('index.html', folder), 'utf8');
  const loaded = html.match(address) ?? [];
  const isOwn = (name: string) => name.startsWith('.');
  const files = [
    ...(await bundleFiles(fileURLToPath(folder), loaded.filter(isOwn))),
    ...(await Promise.all(
      loaded.filter((name) => !isOwn(name)).map((name) => readPackageFile(folder, name)),
    )),
  ];
  const served = new Map(files.map(({ source, name }) => [source, `${publicPath}/${name}`]));
  const preloads = files
    .filter(({ source }) => source !== undefined)
    .flatMap(({ imports }) => imports)
    .map((name) => `    <link rel="modulepreload" href="${publicPath}/${name}">\n`);
  const filled = html
    .replace(address, (name) => served.get(name) ?? name)
    .replace('  </head>', () => `${[...new Set(preloads)].join('')}  </head>`);
  const contents = files.map(({ name, content }) => [name, content] as const);
  return new Map([...contents, ['index.html', Buffer.from(filled)]]);
}

interface BundledFile {
  /** The address in HTML; undefined for a file that only scripts load. */
  source: string | undefined;
  name: string;
  content: Buffer;
  /** The names of the files that a script imports before it runs. */
  imports: readonly string[];
}

async function bundleFiles(folder: string, sources: readonly string[]): Promise<BundledFile[]> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [...sources],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2024',
    loader: { '.svg': 'copy' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    outdir: join(folder, 'bundled'),
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const sourceOf = new Map(
    Object.entries(metafile.outputs).map(([output, { entryPoint, inputs }]) => {
      const input = entryPoint ?? Object.keys(inputs)[0] ?? '';
      return [basename(output), sources.find((source) => posix.normalize(source) === input)];
    }),
  );
  const importsOf = new Map(
    Object.entries(metafile.outputs).map(([output, { imports }]) => [
      basename(output),
      imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path)),
    ]),
  );
  return outputFiles.map(({ path, contents }) => {
    const name = basename(path);
    return {
      source: sourceOf.get(name),
      name,
      content: Buffer.from(contents),
      imports: importsOf.get(name) ?? [],
    };
  });
}

async function readPackageFile(folder: URL, source: string): Promise<BundledFile> {
  const content = await readFile(createRequire(folder).resolve(source));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const { name, ext } = parse(source);
  return { source, name: `${name}-${hash}${ext}`, content, imports: [] };
}
