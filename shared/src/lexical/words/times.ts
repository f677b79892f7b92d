const space = '[\\u0020\\u00A0\\u202F]';
const end = '(?![\\p{L}\\p{N}_])';
const halves = `${space}?[aApP]\\.?[mM]${end}`;

/** A time of day with a space in it, or a full hour: 9:30 am, 9 pm, 18 h 30, 18.30 Uhr. */
export const spacedTime = `\\d{1,2}(?:[:.]\\d\\d)?${halves}|\\d{1,2}${space}h${space}\\d\\d${end}|\\d{1,2}[:.]\\d\\d${space}Uhr${end}`;

const time =
  /^(\d{1,2})(?:[:.]|[\u0020\u00A0\u202F]?h[\u0020\u00A0\u202F]?)?(\d\d)?[\u0020\u00A0\u202F]?(a\.?m|p\.?m|uhr)?$/i;
const span = /^\d{1,2}[:h]\d\d(?:[ap]m)?(?:-\d{1,2}[:h]\d\d(?:[ap]m)?)+$/i;
const written = /^\d{1,2}(?:[:h]\d\d|.*[hm]\b|.*uhr)/i;

/**
 * The words of a time of day, in 24 hours, without a zero in front: 9:30 for 09:30 and 9:30am; also as it
 * stands for 9:30 pm, since some write 12 hours without saying which. Of opening hours, both times.
 * @returns null if it is none
 */
export function timeWords(found: string): string[] | null {
  if (span.test(found)) return found.split('-').flatMap((one) => timeWords(one) ?? one);
  const [, hour = '', minutes = '00', half = ''] = (written.test(found) && time.exec(found)) || [];
  const isFull = !/\d\D+\d/.test(found);
  if (hour === '' || (isFull && !/m$/i.test(half))) return null;
  const hours = Number(hour);
  if (hours > 24 || Number(minutes) > 59) return null;
  const isAfternoon = /^p/i.test(half) && hours < 12;
  const isMidnight = /^a/i.test(half) && hours === 12;
  const all = isAfternoon ? [hours + 12, hours] : [isMidnight ? 0 : hours];
  return [...all.map((one) => `${one}:${minutes}`), ...(isFull ? [`${hours}`] : [])];
}
