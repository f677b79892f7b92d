import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = sourceFiles([
  'shared',
  'functions',
  'cli',
  'local',
  'scripts',
  'bench',
  'test',
  'tools',
]);

it('no file is longer than 250 lines', () => {
  const long = files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 250);
  expect(long).toEqual([]);
});

it('every name is in kebab-case', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const odd = files.filter(({ path }) => !path.split(/[/.]/).every((part) => kebab.test(part)));
  expect(odd.map(({ path }) => path)).toEqual([]);
});

it('no file name is as vague as utils or helpers', () => {
  const empty = /(^|[/-])(utils?|helpers?|managers?|services?|common|misc)([./-]|$)/;
  const vague = files.filter(({ path }) => empty.test(path));
  expect(vague.map(({ path }) => path)).toEqual([]);
});
