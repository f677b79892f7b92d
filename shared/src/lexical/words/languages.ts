import { stemmer as stemArabic } from '@orama/stemmers/arabic';
import { stemmer as stemDanish } from '@orama/stemmers/danish';
import { stemmer as stemDutch } from '@orama/stemmers/dutch';
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFinnish } from '@orama/stemmers/finnish';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemItalian } from '@orama/stemmers/italian';
import { stemmer as stemNorwegian } from '@orama/stemmers/norwegian';
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';
import { stopwords as danish } from '@orama/stopwords/danish';
import { stopwords as dutch } from '@orama/stopwords/dutch';
import { stopwords as english } from '@orama/stopwords/english';
import { stopwords as finnish } from '@orama/stopwords/finnish';
import { stopwords as french } from '@orama/stopwords/french';
import { stopwords as german } from '@orama/stopwords/german';
import { stopwords as italian } from '@orama/stopwords/italian';
import { stopwords as norwegian } from '@orama/stopwords/norwegian';
import { stopwords as portuguese } from '@orama/stopwords/portuguese';
import { stopwords as russian } from '@orama/stopwords/russian';
import { stopwords as spanish } from '@orama/stopwords/spanish';
import { stopwords as swedish } from '@orama/stopwords/swedish';
import { fold } from './fold.ts';
import { typedForm } from './typed-letters.ts';

export interface Language {
  /** Gives the folded stem of a lower-case word. */
  stem: (word: string) => string;
  /** Folded. */
  stopWords: ReadonlySet<string>;
  /**
   * Interrogatives that are ordinary words in another language or in code: they are stop words only
   * in a query that is surely in this language. Folded.
   */
  questionWords: ReadonlySet<string>;
}

const particles = {
  ar: 'في من على إلى الى عن أن إن ان هذا هذه ذلك تلك التي الذي الذين ما لا لم لن هو هي هم مع كل أو او ثم قد كان كانت بين عند كما أي هل و',
  he: 'של את על עם זה זו זאת הוא היא הם הן לא כי אם או גם יש אין אל מן כל אני אתה אנחנו מה מי איך כדי רק עוד בין לפי',
};

/** Languages with a stemmer and stop words, by ISO 639-1 code. Others are indexed unstemmed. */
export const languages: ReadonlyMap<string, Language> = new Map([
  // The package's list lacks the article “a”.
  ['en', { stem: englishStem, stopWords: folded([...english, 'a']), questionWords: new Set() }],
  // The package's list has the interrogatives of English (how, why, when), but not of French.
  ['fr', language(stemFrench, french, ['comment', 'pourquoi', 'quand', 'combien', 'quoi'])],
  ['de', language(stemGerman, withTyped(german, 'de'))],
  ['es', language(stemSpanish, spanish)],
  ['it', language(stemItalian, italian)],
  ['pt', language(stemPortuguese, portuguese)],
  ['nl', language(stemDutch, dutch)],
  ['sv', language(stemSwedishNoun, withTyped(swedish, 'sv'))],
  ['da', language(stemDanish, withTyped(danish, 'da'))],
  ['no', language(stemNorwegian, withTyped(norwegian, 'no'))],
  ['fi', language(stemFinnishNoun, finnish)],
  ['ru', language(stemRussian, russian)],
  // The packages' list for Arabic has father, brother and other nouns; there is none for Hebrew.
  ['ar', language(stemBareArabic, particles.ar.split(' '))],
  ['he', language(withoutHebrewPrefixes, particles.he.split(' '))],
]);

function language(
  stem: (word: string) => string,
  stopWords: string[],
  questionWords: string[] = [],
): Language {
  // A stemmer needs accents to recognise an ending. The second pass, over the folded stem, gives
  // words typed without accents the same stem.
  return {
    stem: (word) => fold(stem(fold(stem(word) || word))) || fold(word),
    stopWords: folded(stopWords),
    questionWords: folded(questionWords),
  };
}

/** Stop words as keyboards without their letters type them, too: für, fuer. */
function withTyped(words: string[], language: string): string[] {
  return words.flatMap((word) => [word, typedForm(word, language) ?? word]);
}

/**
 * The package's stemmer keeps the article of neuter nouns (bidraget). What ends like it loses as much
 * with any ending: paket, paketet.
 */
function stemSwedishNoun(word: string): string {
  let stem = word;
  for (let before = ''; stem !== before; ) {
    before = stem;
    stem = (stemSwedish(stem) || stem).replace(/(?<=[aeiouyåäö].*[^aeiouyåäö])ets?$/, '');
  }
  return stem;
}

/** Nouns in -us and -ys have another stem before an ending: hakemus, hakemuksen. */
function stemFinnishNoun(word: string): string {
  return stemFinnish(word).replace(/(?<=[uy])ks$/, 's');
}

/** Porter's step 4 drops -ion after s or t. The package drops that letter too: collect ≠ collection. */
function englishStem(word: string): string {
  const plain = fold(word);
  const stem = stemEnglish(plain) || plain;
  const [, root, letter] = /^(.*)([st])ions?$/.exec(plain) ?? [];
  return root !== undefined && stem === root ? `${stem}${letter}` : stem;
}

/** The package's stemmer keeps an article behind a conjunction (والمدير). */
function stemBareArabic(word: string): string {
  const bare = fold(word)
    .replace(/^[وف](?=(?:ال|بال|كال|لل).{2})/u, '')
    .replace(/^(?:ال|بال|كال|لل)(?=.{2})/u, '');
  return stemArabic(bare);
}

/**
 * Without the conjunctions, articles and prepositions that Hebrew writes as a word's first letters.
 * Letters of the word itself may go as well, but the same ones whatever stands before them.
 */
function withoutHebrewPrefixes(word: string): string {
  return fold(word).replace(/^[והבלכמש]*(?=.{3})/u, '');
}

function folded(words: string[]): Set<string> {
  return new Set(words.map((word) => fold(word)).filter((word) => word !== ''));
}
