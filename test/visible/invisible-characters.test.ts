import { expect, test } from 'vitest';
import { hasInvisible } from '../../shared/src/visible/invisible-characters.ts';
import { shownAnswer, shownJson } from '../../shared/src/visible/shown-value.ts';

const neverSeen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Noncharacter_Code_Point}]/u;

test('every code point that Unicode says is not seen is found in a text', () => {
  const missed: number[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (!neverSeen.test(character) || /[\t\n\r]/.test(character)) continue;
    if (!hasInvisible(`a — ${character}b`)) missed.push(code);
  }
  expect(missed).toEqual([]);
});

test('other characters are not taken for them', () => {
  const written = [
    'plain',
    'tab\tand line\r\n',
    'dash — “quotes”',
    'Größe',
    'Привет',
    '漢字',
    '🚧',
  ];
  expect(written.filter(hasInvisible)).toEqual([]);
});

test.each([
  { text: 'none', path: 'C:\\users\\new' },
  { text: 'zero\u200Bwidth, back\bspace and a bell\u0007' },
  { 'na\u200Bme': [{ text: 'a\u{E0041}b' }], hidden_characters_removed: 2 },
])('an answer as JSON has lost the same as the answer itself: %j', (answer) => {
  expect(JSON.parse(shownJson(answer))).toEqual(shownAnswer(answer));
});
