import { expect, test } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import { definedNames } from '../../shared/src/chunk/looks-like-code.ts';
import { expectLawsToHold } from './laws.ts';

const body = (indent: string, name: string, lines: number) =>
  Array.from({ length: lines }, (_, i) => `${indent}${name}(${i}, 'some argument of it');`).join(
    '\n',
  );

/** Where the chunks of a text start: the first line of each. */
function starts(path: string, text: string): string[] {
  return expectLawsToHold(path, text).chunks.map(({ text: said }) => said.split('\n')[0] ?? '');
}

test('a function is cut before the comment above it, and not inside', () => {
  const text = ['one', 'two', 'three']
    .map(
      (name) =>
        `/**\n * Does ${name}.\n */\nexport function ${name}() {\n${body('  ', name, 20)}\n}\n`,
    )
    .join('\n');
  expect(starts('a.ts', text)).toEqual(['/**', '/**', '/**']);
});

test('a function that is too long for a chunk begins with its comment', () => {
  const text = `${body('', 'before', 20)}\n\n/**\n * Brews.\n */\nfunction brew() {\n${body('  ', 'a', 30)}\n}\n`;
  expect(starts('a.ts', text)[1]).toBe('/**');
});

test('functions without a blank line between them are blocks, too', () => {
  const text = ['one', 'two', 'three']
    .map((name) => `// Does ${name}.\nfunction ${name}() {\n${body('  ', name, 20)}\n}`)
    .join('\n');
  expect(starts('a.js', text)).toEqual(['// Does one.', '// Does two.', '// Does three.']);
});

test('a long class is cut before its methods with their decorators', () => {
  const methods = ['one', 'two', 'three'].map(
    (name) => `    @cached\n    def ${name}(self):\n${body('        ', name, 20)}\n`,
  );
  const text = `import os\n\n\nclass Coffee:\n    """A class."""\n\n${methods.join('\n')}`;
  expect(starts('a.py', text)).toEqual(['import os', '    @cached', '    @cached']);
});

test('a long function is cut at its blank lines before anywhere deeper', () => {
  const part = (name: string) =>
    `\tif ${name} {\n${body('\t\t', name, 12)}\n\n${body('\t\t', name, 6)}\n\t}\n`;
  const text = `func Brew() {\n${['one', 'two', 'three'].map(part).join('\n')}\n}\n`;
  expect(starts('a.go', text)).toEqual(['func Brew() {', '\tif two {', '\tif three {']);
});

test('what closes a block stays with it', () => {
  const text = ['a', 'b', 'c', 'd']
    .map((name) => `if ${name}\n${body('  ', name, 9)}\n\nelse\n${body('  ', name, 9)}\n\nend\n`)
    .join('\n');
  expect(starts('a.rb', text)).toEqual(['if a', 'if b', 'if c', 'if d']);
});

test('small functions share a chunk, and nothing is cut inside a comment', () => {
  const comment = `/*\n${'long words\n\n'.repeat(30)}*/\n`;
  const small = Array.from({ length: 10 }, (_, i) => `int f${i}() {\n  return ${i};\n}\n`).join(
    '\n',
  );
  expect(starts('a.c', `${comment}${small}`)).toEqual(['/*']);
});

test('lines that are nothing but comments, each at another depth, take no long time', () => {
  const text = '# a\n  # b\n'.repeat(40_000);
  const started = performance.now();
  expectLawsToHold('a.py', text);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('code names what it defines, in any language', () => {
  const text = [
    'export default async function loadAll(a) {',
    '  async getOne(id: string): Promise<One> {',
    '    for (const part of parts) {',
    'exports.handler = async (event) => {',
    'const add = (a, b) => a + b;',
    'const limit = 3;',
    'class Parser(Base):',
    '    def parse_headers(self, text):',
    'func (s *Server) Serve(l net.Listener) error {',
    "pub(crate) fn parse<'a>(text: &'a str) -> u8 {",
    'type Config struct {',
    'static int main(int argc, char **argv) {',
    'void Foo::bar(int x) {',
    'public int SumOf(int first, int second)',
    '{',
    '  foreach (var part in parts)',
    '  {',
    'type of thing we need',
  ].join('\n');
  expect(chunkDocument('a.ts', text).definitions).toEqual([
    'loadAll',
    'getOne',
    'handler',
    'add',
    'Parser',
    'parse_headers',
    'Serve',
    'parse',
    'Config',
    'main',
    'bar',
    'SumOf',
  ]);
  expect(chunkDocument('a.md', text).definitions).toEqual([]);
});

const python = 'class Tide:\n\n    def rise(self):\n        return self.height(1)\n';
const readme = 'Tides\n\nThe tide comes twice a day,\nand one of them is the higher one.\n';

test.each([
  ['a script', '#!/bin/sh\n\necho "The tide is high"\n'],
  ['lines that define a name', python],
  ['a block that opens below its name', 'int rise(int height)\n{\n  return height + 1;\n}\n'],
])('a file without an extension is code if it is %s', (_, text) => {
  expect(chunkDocument('bin/tide', text)).toEqual(chunkDocument('bin/tide.code', text));
});

test.each([
  ['sentences', readme],
  ['nothing', ''],
  ['a list of links', `Links\n\n${'- [tide](https://tide.example)\n'.repeat(9)}`],
  ['sentences that name a class', `Tides\n\nclass Tide:\n${'One line of several.\n'.repeat(9)}`],
  ['an example between fences', `Tides\n\n\`\`\`python\n${python}\`\`\`\n`],
])('a file without an extension is prose if it is %s', (_, text) => {
  expect(chunkDocument('README', text)).toEqual(chunkDocument('README.txt', text));
});

test('a passage defines the same names in any document, and none of those that it only calls', () => {
  expect(definedNames(python.split('\n'))).toEqual(['Tide', 'rise']);
  expect(definedNames(['tide.rise();', 'print(Tide)'])).toEqual([]);
  expect(definedNames(readme.split('\n'))).toEqual([]);
});
