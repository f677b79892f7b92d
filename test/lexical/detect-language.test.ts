import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../shared/src/lexical/words/detect-language.ts';
import { fold } from '../../shared/src/lexical/words/fold.ts';
import { foldedProseWords, proseWord } from '../../shared/src/lexical/words/prose-words.ts';

describe('the language of a text', () => {
  it.each([
    ['en', 'You can use this guide to learn how the build works.'],
    ['fr', 'Vous pouvez utiliser ce guide pour apprendre comment fonctionne la compilation.'],
    ['de', 'Mit dieser Anleitung können Sie lernen, wie der Build funktioniert und was er tut.'],
    ['es', 'Puedes usar esta guía para aprender cómo funciona la compilación en el servidor.'],
    ['it', 'Questa guida ti mostra come funziona la compilazione e che cosa fa per il sito.'],
    ['pt', 'Você pode usar este guia para aprender como funciona a compilação e o que ela faz.'],
    ['nl', 'Met deze gids leer je hoe de build werkt en wat je er voor nodig hebt.'],
    [
      'sv',
      'Med den här guiden lär du dig hur bygget fungerar och vad du behöver för att köra det.',
    ],
    ['fi', 'Tässä oppaassa kerrotaan, miten sivu rakennetaan ja mitä siihen tarvitaan.'],
    ['fi', 'Vuosilomahakemus tehdään järjestelmässä.'],
    ['fi', 'Lomahakemuksen liitteet toimitetaan esimiehelle.'],
    ['ru', 'Это руководство показывает, как работает сборка.'],
    ['ja', 'このガイドではビルドの仕組みを説明します。'],
    ['zh', '本指南介绍构建的工作原理。'],
    ['ko', '이 가이드는 빌드가 작동하는 방식을 설명합니다.'],
    ['fr', '## Dépannage de la page'],
  ])('is told from its own words (%s)', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    ['', 'nothing'],
    ['import os\nimport sys\nos.path.join("a", "b")', 'code'],
    ['https://example.com/de/la/el/los/der/die/das', 'an address'],
    ['const die = der.das(und_oder, la_le);', 'identifiers'],
    ['Töötaja hääletab täna majas, aga mõni läheb ära.', 'Estonian'],
    ['42 | 17 | 3.14', 'numbers'],
  ])('is English by default: %j (%s)', (text) => {
    expect(detectLanguage(text)).toBe('en');
  });

  it('is that of the prose around the code', () => {
    const text =
      'Voici comment les pages sont créées :\n```js\nfor (const a of b) if (a) do(it);\n```';
    expect(detectLanguage(text)).toBe('fr');
  });
});

it('the words of prose in ASCII are read as those of any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(...' \n\t.,;:!?()[]"\'*#-_/<0aZ'),
    fc.stringMatching(/^[a-zA-Z]{1,4}$/),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      expect(foldedProseWords(text)).toEqual((text.match(proseWord) ?? []).map(fold));
    }),
    { numRuns: 2000, seed: 7 },
  );
});

it('each character of a script that has a language tells it', () => {
  const script =
    /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Han}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/u;
  const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  const known = characters.filter((character) => script.test(character));
  expect(known.length).toBeGreaterThan(90_000);
  expect(known.filter((character) => detectLanguage(character) === 'en')).toEqual([]);
});
