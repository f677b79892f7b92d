import { hyphenedNames } from '../../lexical/query/joined-names.ts';
import { type NamedNumber, namedNumbers } from '../../lexical/query/named-numbers.ts';
import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import type { LanguageShares } from '../../lexical/query/query-language.ts';
import { queryPhrases, withoutPhrases } from '../../lexical/query/query-phrases.ts';
import { queryWords } from '../../lexical/query/query-terms.ts';
import { subjectOf } from '../../lexical/query/subject-of.ts';
import { loneCharacter } from '../../lexical/query/unspaced-words.ts';
import { readRuns, readWords } from '../../lexical/words/read-words.ts';

/** What a query says that is looked for as it stands. */
export interface QueryPhrases {
  /** What it has in quotes, as written. */
  quoted: string[];
  /** Whether a result must hold all of that, because the query asks for nothing else. */
  areRequired: boolean;
  /** Whether nothing in the scope holds what was required. */
  areNowhere: boolean;
  /**
   * What means something else without its stop words or its marks: names such as on-call and .NET,
   * and what a query of only one other word is about, such as "IT department" or "log in".
   */
  names: string[];
  /** The query outside of quotes, without the words at its beginning that only ask. */
  subject: string;
  /** A short query as a whole, if it has two other words. */
  whole: string | null;
  /**
   * What a query of stop words alone may mean by itself, as it is written: a word, a name with marks
   * (::before, --all), or of several words one with a capital: in May. Or the one character of a query in a
   * script that is indexed by pairs of them.
   */
  spelled: string | null;
  /** Whether that is searched for, because nothing else is or can be found. */
  isSpelled: boolean;
  /** Words with capitals one after the other: of a person, a place or a product. */
  proper: string[];
  /** Numbers with the words that say of what they are, those together that follow one another. */
  numbered: NamedNumber[][];
}

/** A verb and its subject in a question: est-il, doit-on. */
const inverted = /-(?:je|tu|ils?|elles?|on|nous|(?<!rendez-)vous|ce)$/i;
/** A longer query is a sentence, whose stop words say little. */
const maxWords = 4;
/** Before or behind a name, and part of it: .NET, @scope, C++. */
const mark = /^[^\p{L}\p{N}_]+\p{L}|\p{L}(?:\+\+|#)$/u;

const properNames =
  /(?<![\p{L}\p{N}_-])\p{Lu}[\p{Ll}\p{M}]+(?:[ -]\p{Lu}[\p{L}\p{M}]*){1,3}(?![\p{L}\p{N}_])/gu;

export function readPhrases(query: string, languages: LanguageShares): QueryPhrases {
  const log = readPastedLog(query);
  const said = log?.withCircumstances ?? query;
  const phrases = queryPhrases(said);
  const unquoted = withoutOperators(said);
  const { stopWords, keptStopWords, likelyLanguages } = queryWords(unquoted, languages);
  const isStopWord = (word: string) => stopWords.includes(word) || keptStopWords.includes(word);
  const words = readWords(unquoted);
  const content = words.filter((word) => !isStopWord(word));
  const isShort = words.length <= maxWords && content.length < words.length;
  const isFrench = likelyLanguages[0] === 'fr' && likelyLanguages.length === 1;
  const hyphened = hyphenedNames(unquoted, isStopWord).filter(
    (name) => !(isFrench && inverted.test(name)),
  );
  const runs = readRuns(unquoted);
  const marked = runs.length <= maxWords ? runs.filter((run) => mark.test(run)) : [];
  const whole = unquoted.replace(/[?!.]+\s*$/, '').trim();
  const subject = subjectOf(whole, likelyLanguages);
  // Beside a phrase, stop words alone only ask: where is the "tide table".
  const isAsking = phrases.length > 0 && content.length === 0;
  const mayBeName = !isAsking && (isShort || readWords(subject).length === 2);
  const name = mayBeName ? nameIn(content.length, whole, subject) : null;
  const areRequired = phrases.length > 0 && words.every((word) => stopWords.includes(word));
  const isLog = log !== null && !areRequired;
  const isOfStopWords = words.length > 0 && content.length === 0;
  const lone = phrases.length === 0 ? loneCharacter(unquoted) : null;
  return {
    // One word that a log quotes is a value, which a page about something else may say often.
    quoted: isLog ? [...new Set(phrases)].filter((phrase) => /\s/.test(phrase)) : phrases,
    areRequired,
    areNowhere: false,
    names: isLog ? [] : [...new Set([...hyphened, ...marked, ...(name === null ? [] : [name])])],
    subject,
    spelled: lone ?? (isOfStopWords && phrases.length === 0 ? spelledIn(whole) : null),
    isSpelled: lone !== null,
    numbered: isLog ? [] : namedNumbers(unquoted),
    whole: isShort && content.length === 2 ? whole : null,
    proper: (unquoted.match(properNames) ?? [])
      .map((name) => withoutFirst(name.split(' '), isStopWord).join(' '))
      .filter((name) => /[ -]/.test(name) && name !== whole),
  };
}

function spelledIn(whole: string): string | null {
  const written = whole.trim().split(/\s+/);
  if (written.length === 1) return written[0] ?? null;
  return written.slice(1).find((word) => /^\p{Lu}\p{Ll}+$/u.test(word)) ?? null;
}

/** A query outside of its phrases, without the operators that join these to words. */
function withoutOperators(query: string): string {
  const unquoted = withoutPhrases(query);
  return unquoted === query ? query : unquoted.replace(/(?<=^|\s)(?:AND|OR)(?=\s|$)/g, ' ');
}

/** What a short query is as a name: "to do", or what one other word is with its stop words. */
function nameIn(otherWords: number, whole: string, subject: string): string | null {
  const name = otherWords === 0 ? whole : subject;
  return otherWords <= 1 && readWords(name).length > 1 ? name : null;
}

/** Capitals begin a sentence, too: "Does Ada Quist …". */
function withoutFirst(words: string[], isStopWord: (word: string) => boolean): string[] {
  const first = words.findIndex((word) => !isStopWord(word.toLowerCase()));
  return first === -1 ? [] : words.slice(first);
}
