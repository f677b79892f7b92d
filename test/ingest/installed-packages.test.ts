import { describe, expect, test } from 'vitest';
import { pathRules } from '../../shared/src/ingest/choose/path-rules.ts';
import { readRules } from '../../shared/src/ingest/choose/rule-files.ts';

const settings = {
  include: [],
  exclude: [],
  maxFileBytes: 1_000_000,
  hiddenCells: 'omit',
} as const;

function left(kind: 'github' | 'drive', paths: readonly string[]): string[] {
  const rule = pathRules(settings, [], { kind, paths, rules: readRules([]) });
  return paths.filter(
    (path) => rule({ externalId: path, path, version: '1', sizeBytes: 1 }) === 'vendored',
  );
}

describe.each(['github', 'drive'] as const)(
  'of %s, packages that are installed are not read:',
  (kind) => {
    test.each([
      [
        'a virtual environment',
        'pyvenv.cfg',
        ['bin/activate.py', 'lib/python3/site-packages/a.py'],
      ],
      ['one of Windows', 'pyvenv.cfg', ['Lib/site-packages/a/b.py', 'Scripts/activate.ps1']],
      [
        'packages with their metadata',
        'site-packages/a-1.dist-info/METADATA',
        ['site-packages/a.py'],
      ],
      [
        'Carthage',
        'Cartfile.resolved',
        ['Carthage/Checkouts/A/README.md', 'Carthage/Build/a.swift'],
      ],
      ['CocoaPods', 'Podfile', ['Pods/A/README.md']],
      ['CocoaPods by its manifest', 'Pods/Manifest.lock', ['Pods/A/README.md']],
      ['Elixir', 'mix.lock', ['deps/phoenix/README.md']],
      ['R', 'renv.lock', ['renv/library/a/DESCRIPTION']],
      ['NuGet', 'packages/A.1.2/A.1.2.nupkg', ['packages/A.1.2/README.md']],
      ['godep', 'README.md', ['Godeps/_workspace/src/a/a.go']],
      ['jspm', 'README.md', ['jspm_packages/npm/a/a.js']],
      ['Elm', 'README.md', ['elm-stuff/packages/a/README.md']],
      ['npm', 'README.md', ['node_modules/a/README.md']],
      ['tox', 'README.md', ['.tox/py311/a.py']],
    ])('%s', (_, evidence, installed) => {
      const paths = [evidence, ...installed].map((path) => `app/${path}`);
      const expected = installed.map((path) => `app/${path}`);
      expect(left(kind, [...paths, 'docs/guide.md'])).toEqual(expect.arrayContaining(expected));
      expect(left(kind, [...paths, 'docs/guide.md'])).not.toContain('docs/guide.md');
    });

    test.each([
      [
        'a handbook’s folders of such names',
        ['Pods/alpha.md', 'Carthage/Build/plan.md', 'deps/a.md'],
      ],
      ['packages for building sites', ['site-packages/quay.md', 'lib/site-packages/quay.md']],
      ['what stands beside a virtual environment', ['env/pyvenv.cfg', 'env/project/app.py']],
      ['a project’s own folders', ['pyvenv.cfg', 'lib/a.py', 'bin/run.py']],
      ['parcels', ['packages/parcel/README.md', 'packages/1.2/notes.md']],
      ['venues', ['venv/halls.md', 'env/rivers.md', '.venv.md']],
    ])('but %s are', (_, paths) => {
      expect(left(kind, paths)).toEqual([]);
    });
  },
);
