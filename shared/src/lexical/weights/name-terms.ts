import { languages } from '../words/languages.ts';
import { plainInteger } from '../words/number-words.ts';
import { undetermined } from '../words/tokenize.ts';
import { hashTerm } from './hash-term.ts';
import { readNameTerms, readTerms } from './read-terms.ts';
import { titleOf } from './title-of.ts';

/** Far more than a name has; the index takes about 25,000 of a document. */
const maxTerms = 4_000;

/**
 * The terms of what a document is called: by these it is found even where no passage says them.
 * Headings are in its passages, but for those of stop words alone.
 * @param language the document's (ISO 639-1)
 */
export function nameTerms(
  document: { title: string | null; headings: string[]; path: string },
  language: string,
): number[] {
  const inNoPassage = document.headings.filter((one) => readTerms(one, language).length === 0);
  const names = [titleOf(document), ...inNoPassage];
  const terms = [
    ...readNameTerms(names, language),
    ...readTerms(document.path, language),
    ...numbersIn(`${document.path}\n${titleOf(document)}`),
  ];
  return [...new Set(terms)].slice(0, maxTerms).sort((a, b) => a - b);
}

/** The numbers in a name, each by itself, as ADR-4 and ADR0004 are found. */
function numbersIn(name: string): number[] {
  return (name.match(/\d{1,8}(?!\d)/g) ?? []).map((digits) => hashTerm(plainInteger(digits)));
}

/**
 * The terms of the path of a file whose text, and so whose language, is not known: in all languages.
 * There is nothing else to find it by, so its words are read apart, too, and those joined that a
 * hyphen divides: photo and 2.3.1 of photo_2.3.1.png.
 */
export function pathTerms(path: string): number[] {
  const apart = path.replace(extension, ' ').replace(betweenWords, ' ');
  const names = [path, apart, apart.replace(/-/g, '')].join('\n');
  const terms = [...languages.keys(), undetermined].flatMap((code) => readTerms(names, code));
  terms.push(...numbersIn(path));
  return [...new Set(terms)].slice(0, maxTerms).sort((a, b) => a - b);
}

const extension = /\.(?=[^./]*$)/;
/** Marks that belong to no word and no number: a hyphen within 2025-01 and a point within 2.3.1 do. */
const betweenWords = /[/_]+|(?<=\d)[-.](?=\p{L})|(?<=\p{L})[-.](?=v?\d)/gu;
