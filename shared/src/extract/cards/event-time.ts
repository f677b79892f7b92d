import type { Property } from './content-lines.ts';

const dayMs = 86_400_000;

/** When an event is: `2026-05-01 10:00 to 11:00 (Europe/Berlin)`; of whole days the last counts. */
export function eventTime(start?: Property, end?: Property, duration?: Property): string {
  if (start === undefined) return '';
  const from = timeOf(start);
  const zone = from.zone === '' ? '' : ` (${from.zone})`;
  const length = duration === undefined ? '' : lengthOf(duration.value);
  if (end === undefined) return `${from.text}${zone}${length === '' ? '' : ` for ${length}`}`;
  const to = timeOf(end);
  if (from.clock === '') {
    const last = dayBefore(to.day);
    return last <= from.day ? from.day : `${from.day} to ${last}`;
  }
  const until = to.day === from.day ? to.clock : to.text;
  const isOtherZone = to.zone !== from.zone && to.zone !== '';
  return `${from.text} to ${until}${isOtherZone ? ` (${from.zone} to ${to.zone})` : zone}`;
}

/** A date, with its time where it has one. */
export function timeText(property: Property): string {
  return property.value
    .split(',', 60)
    .map((value) => timeOf({ ...property, value }).text)
    .join(', ');
}

function timeOf({ value, parameters }: Property) {
  const found = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(Z)?)?/.exec(value.trim());
  if (found === null) return { day: value, clock: '', text: value, zone: '' };
  const [, year, month, date, hour, minute, utc] = found;
  const day = `${year}-${month}-${date}`;
  const clock = hour === undefined ? '' : `${hour}:${minute}`;
  const zone = utc ? 'UTC' : (parameters.get('TZID') ?? '');
  return { day, clock, text: clock === '' ? day : `${day} ${clock}`, zone: clock ? zone : '' };
}

function dayBefore(day: string): string {
  const time = Date.parse(day);
  return Number.isNaN(time) ? day : new Date(time - dayMs).toISOString().slice(0, 10);
}

/** `PT1H30M` is 1 h 30 min. */
function lengthOf(duration: string): string {
  const [, weeks, days, hours, minutes] =
    /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?/.exec(duration) ?? [];
  const parts = [
    [weeks, 'weeks'],
    [days, 'days'],
    [hours, 'h'],
    [minutes, 'min'],
  ];
  return parts
    .flatMap(([count, unit]) => (count === undefined ? [] : `${count} ${unit}`))
    .join(' ');
}
