import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { cutLockfile, type Lockfile } from './cut-lockfile.ts';
import { functionNames } from './function-names.ts';
import { lazyFile, lazyPackages } from './lazy-packages.ts';
import { servedFiles } from './served-files.ts';
import { threadFiles } from './thread-files.ts';

export interface Bundle {
  name: string;
  folder: string;
  /** The size of index.js. */
  bytes: number;
  /** The files that index.js is made of, relative to the project's root. */
  inputs: string[];
  /** What it loads only when needed: packages, and the code of worker threads. */
  late: { name: string; file: string; bytes: number }[];
}

const framework = '@google-cloud/functions-framework';

/**
 * Bundles every function into a folder that can be uploaded as it is: index.js, the packages it
 * loads when needed, the files it serves, and a package.json with a lockfile for the one dependency
 * that is not bundled.
 * @param sourceMaps whether to write source maps next to the bundles
 */
export async function bundleFunctions(
  root: string,
  outFolder: string,
  { sourceMaps = false } = {},
): Promise<Bundle[]> {
  const lockfile: Lockfile = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const options = buildOptions(root, sourceMaps);
  // Several functions load the same packages when needed, and start the same threads; each is
  // bundled once.
  // By its name, a package is what import() would load: its ES modules, without what they do not use.
  const bundlePackage = once((name) =>
    bundle(name, { ...options, absWorkingDir: join(root, 'shared') }),
  );
  const bundleThread = once((source) => bundleOwn(source, options));
  await rm(outFolder, { recursive: true, force: true });
  return Promise.all(
    functionNames(root).map(async (name): Promise<Bundle> => {
      const folder = join(outFolder, name);
      await writePackage(root, name, folder, lockfile);
      const { code, map, inputs, packages } = await bundleOwn(
        `functions/${name}/index.ts`,
        options,
      );
      await writeOutput(folder, 'index.js', { code, map });
      const late: Bundle['late'] = [];
      for (const [file, source] of await threadFiles(root, inputs)) {
        const output = await bundleThread(source);
        for (const packageName of output.packages) packages.add(packageName);
        await writeOutput(folder, file, output);
        late.push({ name: source, file, bytes: output.code.length });
      }
      for (const packageName of [...packages].sort()) {
        const output = await bundlePackage(packageName);
        const file = lazyFile(packageName);
        await writeOutput(folder, file, output);
        late.push({ name: packageName, file, bytes: output.code.length });
      }
      for (const [file, content] of await servedFiles(root, name)) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), content);
      }
      return { name, folder, bytes: code.length, inputs, late };
    }),
  );
}

function buildOptions(root: string, sourceMaps: boolean) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The framework keeps registered functions in a module, which must not be duplicated.
    external: [framework, 'pg-native'],
    // import() has to guess the exports of CommonJS; require() knows them.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    // For `imports` in a package.json; module is esbuild's own default.
    conditions: ['bundle', 'module'],
    inject: [join(import.meta.dirname, 'import-meta.ts')],
    sourcemap: sourceMaps ? 'external' : false,
    outfile: join(root, 'dist/index.js'),
    write: false,
    metafile: true,
    logLevel: 'silent',
  } satisfies BuildOptions;
}

/** Bundles code of DocPilot, and says which packages it loads when needed. */
async function bundleOwn(entry: string, options: ReturnType<typeof buildOptions>) {
  const packages = new Set<string>();
  const output = await bundle(entry, { ...options, plugins: [lazyPackages(packages)] });
  return { ...output, packages };
}

/** Makes what a name stands for when it is first asked for. */
function once<Made>(make: (name: string) => Promise<Made>): (name: string) => Promise<Made> {
  const making = new Map<string, Promise<Made>>();
  return (name) => {
    const made = making.get(name) ?? make(name);
    making.set(name, made);
    return made;
  };
}

async function bundle(entry: string, options: ReturnType<typeof buildOptions> & BuildOptions) {
  const { warnings, outputFiles, metafile } = await build({ ...options, entryPoints: [entry] });
  const [warning] = warnings;
  if (warning) throw new Error(`${entry}: ${warning.location?.file}: ${warning.text}`);
  const contents = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.contents;
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, held]) => (held.bytesInOutput > 0 ? [path] : [])),
  );
  return { code: contents('.js') ?? new Uint8Array(), map: contents('.js.map'), inputs };
}

async function writeOutput(
  folder: string,
  file: string,
  { code, map }: Pick<Awaited<ReturnType<typeof bundle>>, 'code' | 'map'>,
): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
  if (map === undefined) return;
  await appendFile(path, `//# sourceMappingURL=${basename(file)}.map\n`);
  await writeFile(`${path}.map`, map);
}

async function writePackage(
  root: string,
  name: string,
  folder: string,
  lockfile: Lockfile,
): Promise<void> {
  const source = JSON.parse(await readFile(join(root, `functions/${name}/package.json`), 'utf8'));
  const description = {
    name: `docpilot-${name}`,
    version: source.version,
    private: true,
    license: source.license,
    main: 'index.js',
    engines: { node: '24' },
    dependencies: { [framework]: source.dependencies[framework] },
  };
  await mkdir(folder, { recursive: true });
  await writeJson(join(folder, 'package.json'), description);
  await writeJson(join(folder, 'package-lock.json'), cutLockfile(lockfile, description));
}

function writeJson(file: string, content: object): Promise<void> {
  return writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}
