import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import type { LanguageShares } from '../../lexical/query/query-language.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { isLongQuery } from '../../lexical/query/weigh-words.ts';
import { hashTerm } from '../../lexical/weights/hash-term.ts';
import { withoutPoints } from '../../lexical/words/abbreviations.ts';
import { plainInteger } from '../../lexical/words/number-words.ts';
import { phoneWords } from '../../lexical/words/phone-numbers.ts';
import { readRuns, readWords, wordsOf } from '../../lexical/words/read-words.ts';
import { dayInWords, daysFromWords } from './dates-in-words.ts';
import { type PhraseForWords, termsOfPhrase } from './with-synonyms.ts';

/** Numbers and ids of one query that are looked for in other spellings: a bound on work. */
const maxSpelled = 4;

/** How texts may have a number or an id that a query has otherwise. */
interface OtherSpelling {
  /** The words of the query that it stands for. */
  words: readonly string[];
  /** Words, each of which is one of them. */
  joined: readonly string[];
  /** Several words, which are all of them. */
  apart: readonly string[];
}

/** A letter or a name, and a number: B 107, PEP 8. */
const pairApart = /(?<![\p{L}\p{N}_-])(\p{L}{1,10}) (\d{1,8})(?![\p{L}\p{N}_]|[-.,:/]\d)/gu;
const pairJoined = /^(\p{L}{1,10})-?(\d{1,8})$/u;
/** What § is called where it is written out. */
const sectionNames = new Set(['section', 'paragraph', 'paragraf', 'paragraphe', 'pykälä']);
const libraryApart = /(?<![\p{L}\p{N}_-])(\p{L}{2,20})[ -]js(?![\p{L}\p{N}_])/giu;
const ibanApart =
  /(?<![\p{L}\p{N}])[A-Z]{2}\d\d(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,3})?(?![\p{L}\p{N}])/gu;
const ibanJoined = /^[A-Z]{2}\d\d[A-Z\d]{11,30}$/i;

/** Quick to test, and most queries have none of these. */
const mayBeSpelled = /\d|\p{L}\.\p{L}|js(?!\p{L})/iu;

/**
 * A query's terms with the other spellings of its numbers and ids: PEP 8 and PEP8, 2027-03-05 and March
 * 5, 2027, an account in groups or not, a phone number as it is dialled at home, N.A.T.O. and NATO,
 * Node.js and nodejs. No index has a word more for them.
 */
export function withOtherSpellings(
  query: string,
  terms: readonly QueryTerm[],
  languages: LanguageShares,
): { terms: QueryTerm[]; phrases: PhraseForWords[] } {
  if (!mayBeSpelled.test(query) || isLongQuery(query) || readPastedLog(query) !== null)
    return { terms: [...terms], phrases: [] };
  const codes = [...languages.keys()];
  const spellings = [...ofRuns(query, codes), ...ofSeveralRuns(query, codes)].slice(0, maxSpelled);
  const found = spellings.map((spelling) => ({
    ...spelling,
    stoodFor: terms.filter(({ text }) => spelling.words.includes(text)),
  }));
  const own = new Set(terms.map(({ term, word }) => `${word} ${term}`));
  const variants = found.flatMap(({ joined, stoodFor }) =>
    joined.flatMap((token) =>
      stoodFor.map((one) => ({ ...one, token, term: hashTerm(token), isSynonym: true })),
    ),
  );
  return {
    terms: [
      ...terms,
      ...uniqueBy(variants).filter(({ term, word }) => !own.has(`${word} ${term}`)),
    ],
    phrases: found
      .filter(({ apart, stoodFor }) => apart.length > 0 && stoodFor.length > 0)
      .map(({ apart, stoodFor }) => ({
        texts: [...apart],
        words: [...new Set(stoodFor.map(({ word }) => word))],
        terms: termsOfAll(apart, codes),
      })),
  };
}

function uniqueBy(terms: readonly QueryTerm[]): QueryTerm[] {
  return [...new Map(terms.map((term) => [`${term.word} ${term.term}`, term])).values()];
}

/** The terms that a passage with any of the texts holds: those of the numbers, which all of them have. */
function termsOfAll(texts: readonly string[], languages: readonly string[]): number[][] {
  const [first = '', ...others] = texts;
  const terms = termsOfPhrase(first, languages);
  const held = others.map((text) => new Set(termsOfPhrase(text, languages).flat()));
  return terms.filter((some) => held.every((one) => some.some((term) => one.has(term))));
}

function ofRuns(query: string, languages: readonly string[]): OtherSpelling[] {
  return readRuns(query).flatMap((run): OtherSpelling[] => {
    const words = wordsOf(run);
    const days = words.filter((word) => dayInWords(word, []).length > 0);
    if (days.length > 0) {
      const apart = days.flatMap((iso) => dayInWords(iso, languages));
      return [{ words, joined: days, apart }];
    }
    const phone = /^\+?\d/.test(run) ? phoneWords(run) : null;
    if (phone) return [{ words, joined: phone.slice(0, 2), apart: [] }];
    if (ibanJoined.test(run))
      return [{ words, joined: [], apart: [(run.match(/.{1,4}/g) ?? []).join(' ')] }];
    const joined = joinedForms(run);
    if (joined.length > 0) return [{ words: words.slice(0, 1), joined, apart: [] }];
    const [, number] = /^§(\d+)$/.exec(words[0] ?? '') ?? [];
    if (number !== undefined) {
      const apart = [...sectionNames].map((name) => `${name} ${number}`);
      return [{ words: words.slice(0, 1), joined: [], apart }];
    }
    const [, letters = '', digits = ''] = pairJoined.exec(run) ?? [];
    // S3, A4: a letter and a digit are words of many texts.
    if (letters === '' || letters.length + digits.length < 3) return [];
    const apart = [...new Set([plainInteger(digits), digits])].map((one) => `${letters} ${one}`);
    return [{ words, joined: [`${letters}${plainInteger(digits)}`.toLowerCase()], apart }];
  });
}

/** What an abbreviation is without its points, a number without its 0x, nodejs as Node.js; none: it has no other form. */
function joinedForms(run: string): string[] {
  const plain = withoutPoints(run.toUpperCase());
  if (plain !== null) return [plain.toLowerCase()];
  const [, library] = /^(\p{L}{2,20})\.?js$/iu.exec(run) ?? [];
  if (library !== undefined) return ['.js', 'js'].map((end) => `${library}${end}`.toLowerCase());
  const [, digits] = /^0x([\da-f]{3,16})$/i.exec(run) ?? [];
  if (digits !== undefined) return [digits.toLowerCase()];
  return /^(?=.*\d)[\da-f]{6,16}$/i.test(run) ? [`0x${run.toLowerCase()}`] : [];
}

function ofSeveralRuns(query: string, languages: readonly string[]): OtherSpelling[] {
  const days = daysFromWords(query, languages).map(({ said, iso }) => ({
    words: readWords(said),
    joined: [iso],
    apart: [],
  }));
  const accounts = (query.match(ibanApart) ?? []).map((said) => ({
    words: readWords(said),
    joined: [said.replaceAll(' ', '').toLowerCase()],
    apart: [],
  }));
  const pairs = [...query.matchAll(pairApart)].map(([, letters = '', digits = '']) => ({
    words: [...(letters.length === 1 ? [letters.toLowerCase()] : []), ...wordsOf(digits)],
    joined: [
      ...(sectionNames.has(letters.toLowerCase()) ? [`§${digits}`] : []),
      ...[plainInteger(digits), digits].map((one) => `${letters}${one}`.toLowerCase()),
    ],
    apart: [],
  }));
  const libraries = [...query.matchAll(libraryApart)].map(([, library = '']) => ({
    words: [library.toLowerCase(), 'js'],
    joined: [`${library.toLowerCase()}.js`],
    apart: [],
  }));
  return [...days, ...accounts, ...pairs, ...libraries];
}
