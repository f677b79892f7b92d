import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

const same = (language: string, a: string, b: string) =>
  expect(tokenize(a, language)).toEqual(tokenize(b, language));

describe('words', () => {
  it.each([
    ['en', 'connections', 'connection'],
    ['en', 'collections', 'collect'],
    ['en', 'Deployed', 'deploying'],
    ['fr', 'créations', 'creation'],
    ['fr', 'définit', 'definir'],
    ['de', 'Häuser', 'hauser'],
    ['es', 'páginas', 'pagina'],
    ['it', 'città', 'citta'],
    ['pt', 'funções', 'funcoes'],
    ['nl', 'gebruikers', 'gebruiker'],
    ['sv', 'användaren', 'anvandare'],
    ['ru', 'документы', 'документ'],
  ])('meet by their stem, with or without accents (%s: %s, %s)', same);

  it('that say nothing are left out, in the language they belong to', () => {
    expect(tokenize('The guide of the site', 'en')).toEqual(['guid', 'site']);
    expect(tokenize('Le guide de la page', 'fr')).toEqual(['guid', 'pag']);
    expect(tokenize("I don't know, it's Astro's; you’re", 'en')).toEqual(['know', 'astro']);
  });

  it('lose the elided article', () => {
    expect(tokenize("l'adaptateur qu’il utilise", 'fr')).toEqual(['adapt', 'util']);
  });

  it('in a language without stems stay whole, folded', () => {
    expect(tokenize('Dokumentacja Żółw', 'pl')).toEqual(['dokumentacja', 'zolw']);
  });

  it('unify the forms of one character', () => {
    same('en', 'ﬁle ＡＰＩ café', 'file API cafe\u0301');
  });

  it('without spaces between them are found by pairs of characters', () => {
    expect(tokenize('東京都 API', 'ja')).toEqual(['東京', '京都', 'api']);
    expect(tokenize('水', 'zh')).toEqual(['水']);
  });
});

describe('names in code', () => {
  it.each([
    ['getStaticPaths()', ['getstaticpath', 'get', 'static', 'path']],
    ['snake_case_name', ['snakecasenam', 'snake', 'case', 'name']],
    ['data-astro-reload', ['dataastroreload', 'data', 'astro', 'reload']],
    ['HTTPServer', ['httpserver', 'http', 'server']],
    ['node.js', ['node.js', 'node', 'js']],
    ['a.b.c', ['a.b.c']],
    ['v4.0', ['v4.0', 'v4']],
    ['@scope/pkg', ['@scope/pkg', 'scope', 'pkg']],
    ['astro:i18n', ['astro:i18n', 'astro', 'i18n']],
    ['Foo::Bar', ['foo::bar', 'foo', 'bar']],
    [
      'app.setErrorHandler',
      ['app.seterrorhandler', 'app', 'seterrorhandl', 'set', 'error', 'handler'],
    ],
    [
      'src/server-side/read_body',
      ['src/server-side/read_body', 'src', 'server', 'side', 'readbodi', 'read', 'bodi'],
    ],
    ['#include', ['#include', 'includ']],
    ['C++ and C#', ['c++', 'c#']],
    ['--dry-run', ['dryrun', 'dry', 'run']],
    ['--verbose', ['verbos']],
    ['python3', ['python3', 'python']],
    ['__init__', ['init']],
    ['1.0.3', ['1.0.3']],
  ])('are read whole and by their parts: %s', (name, tokens) => {
    expect(tokenize(name, 'en')).toEqual(tokens);
  });

  it('are one however they are written', () => {
    same('en', 'runtimeEnvVars', 'runtime_env_vars');
    same('en', 'runtime_env_vars', 'runtime-env-vars');
  });

  it('are not every two words with a hyphen', () => {
    expect(tokenize('server-side', 'en')).toEqual(['server', 'side']);
  });
});

describe('any text', () => {
  it('gives bounded, well-formed tokens without white space, in every language alike', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem());
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'fr', 'ru', 'ja', 'xx'), (text, language) => {
        for (const token of tokenize(text, language)) {
          expect(token.length).toBeGreaterThan(0);
          expect(token.length).toBeLessThanOrEqual(80);
          expect(token).not.toMatch(/\s/);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('of a megabyte is read in a moment', () => {
    const size = 1 << 20;
    const hostile = ['a', 'a.', "a'", 'aB', 'a-', '_', '東', '😀', 'e\u0301', 'a1', '@', ' '];
    for (const part of hostile) {
      const started = performance.now();
      tokenize(part.repeat(size / part.length), 'en');
      expect(performance.now() - started, JSON.stringify(part)).toBeLessThan(5000);
    }
  });
});
