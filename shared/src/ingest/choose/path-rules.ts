import binaryExtensions from 'binary-extensions';
import picomatch from 'picomatch';
import type { SourceKind } from '../../document.ts';
import { formatOf, formats } from '../../extract/formats.ts';
import { limits } from '../../extract/limits.ts';
import type { HiddenCells } from '../../extract/sheets/hidden-cells.ts';
import { extensionOf } from '../../paths.ts';
import type { Entry } from '../../sources/source.ts';
import type { ConfigFile } from './config-file.ts';
import { gitignoreMatcher, unmatchedPatterns } from './gitignore.ts';
import { installedPaths } from './installed-packages.ts';
import { lockFiles } from './lock-files.ts';
import { type FileRules, isRuleFile } from './rule-files.ts';
import { vendoredPaths } from './vendored-folders.ts';

/** What of a source is indexed. */
export interface ContentSettings {
  /** Patterns as in .gitignore; when given, only matching paths are indexed. */
  include: readonly string[];
  /** Patterns as in .gitignore, of paths that are left out. */
  exclude: readonly string[];
  /** Text files above this are skipped as `too_large`; other documents have their own limit. */
  maxFileBytes: number;
  /** What becomes of hidden sheets, rows and columns of workbooks. */
  hiddenCells: HiddenCells;
}

export const defaultMaxFileBytes = limits.documentBytes;

/** Files that a program writes and nobody reads, by names that people give to no other file. */
const generated = picomatch(
  [
    '**/*.{map,snap,min.js,min.css,pb.go,pb.cc,pb.h,g.dart,designer.cs,designer.vb,feature.cs}',
    '**/{*_pb2.py,next-env.d.ts}',
    '**/__generated__/**',
    ...lockFiles,
  ],
  { dot: true, nocase: true },
);

/** Text of one program that another's binary files share the ending with: what they hold decides. */
const maybeText = ['snap', 'dts', 'sub'];
const binary = new Set(binaryExtensions.filter((extension) => !maybeText.includes(extension)));

/** The patterns of INCLUDE and EXCLUDE that match none of the paths, each behind its setting's name. */
export function unmatchedSettings(
  { include, exclude }: ContentSettings,
  paths: readonly string[],
): string[] {
  return [
    ...unmatchedPatterns(include, paths).map((pattern) => `INCLUDE ${pattern}`),
    ...unmatchedPatterns(exclude, paths).map((pattern) => `EXCLUDE ${pattern}`),
  ];
}

/** What is known of a source before its files are read. */
export interface SourceFacts {
  kind: SourceKind;
  /** Of all its files. */
  paths: readonly string[];
  /** What its .docpilotignore and .gitattributes say. */
  rules: FileRules;
}

/** Why a file is skipped without being fetched, by what the listing says of it; null when it is not. */
export function pathRules(
  settings: ContentSettings,
  configFiles: readonly ConfigFile[],
  { kind, paths, rules }: SourceFacts,
): (entry: Entry) => string | null {
  const included = settings.include.length === 0 ? () => true : gitignoreMatcher(settings.include);
  const excluded = gitignoreMatcher(settings.exclude);
  const isConfig = (path: string) => configFiles.some((file) => file.matches(path));
  // Outside of repositories, vendors are suppliers.
  const vendored = kind === 'github' ? vendoredPaths(paths) : installedPaths(paths);
  const chosen = ({ path }: Entry): string | null => {
    if (!isConfig(path) && !included(path)) return 'not_included';
    if (excluded(path) || rules.isIgnored(path)) return 'excluded';
    // The address of a page says nothing about what it is.
    if (kind === 'web') return null;
    const said = rules.attributesOf(path);
    if (said.vendored ?? (!said.documentation && vendored(path))) return 'vendored';
    if (said.generated ?? generated(path)) return 'generated';
    return null;
  };
  return (entry) => {
    if (entry.skip !== undefined) return entry.skip;
    const ruledOut = isRuleFile(entry) ? null : chosen(entry);
    if (ruledOut !== null) return ruledOut;
    if (kind === 'web') return null;
    const format = formatOf({ name: entry.path, mediaType: entry.mediaType });
    if (format === 'unsupported') return format;
    if (format === 'text' && binary.has(extensionOf(entry.path))) return 'binary';
    const maxBytes = formats[format].isLarge ? limits.documentBytes : settings.maxFileBytes;
    return (entry.sizeBytes ?? 0) > maxBytes ? 'too_large' : null;
  };
}
