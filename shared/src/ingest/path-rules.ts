import binaryExtensions from 'binary-extensions';
import picomatch from 'picomatch';
import { formatOf, formats } from '../extract/formats.ts';
import { limits } from '../extract/limits.ts';
import type { Entry } from '../sources/source.ts';
import type { ConfigFile } from './config-file.ts';

export interface PathSettings {
  /** Globs; when given, only matching paths are indexed. */
  include: readonly string[];
  /** Globs of paths that are left out. */
  exclude: readonly string[];
  /** Text files above this are skipped as `too_large`; other documents have their own limit. */
  maxFileBytes: number;
}

export const defaultMaxFileBytes = 1_048_576;

/** Folders of other people's code, as GitHub's linguist counts them. */
const vendored = picomatch(
  ['node_modules', 'bower_components', 'vendor', 'third_party', 'third-party', 'Pods', '.yarn'].map(
    (folder) => `**/${folder}/**`,
  ),
  { dot: true },
);

/** Files that a program writes and nobody reads. */
const generated = picomatch(
  [
    '**/*.{lock,map,snap,min.js,min.css,pb.go,pb.cc,pb.h,g.dart,designer.cs}',
    '**/*_pb2.py',
    '**/{package-lock,npm-shrinkwrap,composer.lock}.json',
    '**/{pnpm-lock,bun.lock}.{yaml,yml}',
    '**/go.sum',
  ],
  { dot: true, nocase: true },
);

const binary = new Set(binaryExtensions);

/** Decides from the listing alone whether a file is skipped, and why; null: it is fetched. */
export function pathRules(
  settings: PathSettings,
  configFiles: readonly ConfigFile[],
): (entry: Entry) => string | null {
  const configPaths = new Set(configFiles.map(({ path }) => path));
  const included =
    settings.include.length === 0 ? () => true : picomatch([...settings.include], { dot: true });
  const excluded = picomatch([...settings.exclude], { dot: true });
  return (entry) => {
    if (entry.skip !== undefined) return entry.skip;
    if (!configPaths.has(entry.path) && !included(entry.path)) return 'not_included';
    if (excluded(entry.path)) return 'excluded';
    if (vendored(entry.path)) return 'vendored';
    if (generated(entry.path)) return 'generated';
    const format = formatOf({ name: entry.path, mediaType: entry.mediaType });
    if (format === 'unsupported') return format;
    const extension = extensionOf(entry.path).slice(1).toLowerCase();
    if (format === 'text' && binary.has(extension)) return 'binary';
    const maxBytes = formats[format].isLarge ? limits.documentBytes : settings.maxFileBytes;
    return (entry.sizeBytes ?? 0) > maxBytes ? 'too_large' : null;
  };
}

/** The path's extension with its dot, or an empty text. */
export function extensionOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? '';
}
