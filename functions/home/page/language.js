import { reasons } from './reasons.js';
import { english } from './texts-en.js';
import { french } from './texts-fr.js';

/** @import { TextKey } from './texts-en.js' */

const languages = { en: english, fr: french };
/** @typedef {keyof typeof languages} Language */

/** The name under which the reader's choice is stored. */
const storageName = 'docpilot-language';

/** @type {Language} */
let language = 'en';
/** The language with the reader's region, for dates and numbers. */
let locale = 'en';

const plurals = madeOnce(() => new Intl.PluralRules(language));
const numbers = madeOnce(() => new Intl.NumberFormat(locale));
const days = madeOnce(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const moments = madeOnce(
  () => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
);
const agos = madeOnce(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/**
 * What formats for the reader is made at its first use, and again for another language: to make it
 * takes a browser far longer than to use it.
 * @template Format
 * @param {() => Format} make
 */
function madeOnce(make) {
  /** @type {{ locale: string, format: Format } | undefined} */
  let made;
  return () => {
    if (made?.locale !== locale) made = { locale, format: make() };
    return made.format;
  };
}

/** Makes what the first answers are formatted with, as long as there is time: the browser needs 30 ms. */
export function prepareFormats() {
  for (const make of [plurals, numbers, moments, agos]) make();
}

/** Uses the reader's choice, else the first of the browser's languages that the page has. */
export function chooseLanguage() {
  const chosen = localStorage.getItem(storageName);
  const wanted = [chosen ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  useLanguage(wanted.find((tag) => tag === 'en' || tag === 'fr') ?? 'en');
}

/** Changes to the other language, and stores this choice. */
export function switchLanguage() {
  useLanguage(otherLanguage());
  localStorage.setItem(storageName, language);
}

/** @returns {Language} */
export function otherLanguage() {
  return language === 'en' ? 'fr' : 'en';
}

/** @param {Language} chosen */
function useLanguage(chosen) {
  language = chosen;
  locale = navigator.languages.find((tag) => tag.startsWith(chosen)) ?? chosen;
  document.documentElement.lang = chosen;
}

/**
 * A text in the reader's language. `{name}` stands for a value; `count` also chooses the plural.
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values] numbers are formatted for the language
 */
export function text(key, values = {}) {
  /** @type {string | { one: string, other: string }} */
  const entry = languages[language][key];
  const form = typeof entry === 'string' ? entry : entry[pluralOf(Number(values.count))];
  // French sets a space before these, at which no line may break.
  const kept = form.replace(/ (?=[:;?!])/g, '\u00a0');
  return kept.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

/** @param {number} count @returns {'one' | 'other'} */
function pluralOf(count) {
  return plurals().select(count) === 'one' ? 'one' : 'other';
}

/** @param {string} reason of a file that is not indexed */
export function reasonText(reason) {
  return reasons[reason]?.[language] ?? reason.replaceAll('_', ' ');
}

/** @param {number} value */
export function formatNumber(value) {
  return numbers().format(value);
}

/** A day, for example 3 Mar 2026. @param {string} time */
export function formatDay(time) {
  return days().format(new Date(time));
}

/** A day with its time. @param {string} time */
export function formatMoment(time) {
  return moments().format(new Date(time));
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago, or in how long; for example 5 minutes ago. @param {string} time */
export function formatAgo(time) {
  const seconds = (Date.parse(time) - Date.now()) / 1000;
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return agos().format(Math.trunc(seconds / size), unit);
}

/** @param {number} milliseconds */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return formatUnit(Math.round(milliseconds), 'millisecond');
  if (seconds < 90) return formatUnit(Math.round(seconds), 'second');
  return formatUnit(Math.round(seconds / 60), 'minute');
}

/** @param {number} value @param {string} unit */
function formatUnit(value, unit) {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return format.format(value);
}
