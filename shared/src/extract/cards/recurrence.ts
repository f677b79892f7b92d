const units: Readonly<Record<string, string>> = {
  SECONDLY: 'second',
  MINUTELY: 'minute',
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const days: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const places: Readonly<Record<string, string>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '5': 'fifth',
  '-1': 'last',
};
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** A rule of recurrence in words: `every 2 weeks on Monday and Friday until 2026-12-31`. */
export function recurrence(rule: string): string {
  const parts = new Map(
    rule.split(';', 20).map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name.toUpperCase(), value.toUpperCase()] as const;
    }),
  );
  const unit = units[parts.get('FREQ') ?? ''];
  if (unit === undefined) return '';
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const said = [interval > 1 ? `every ${interval} ${unit}s` : `every ${unit}`];
  const list = (name: string) => (parts.get(name) ?? '').split(',', 60).filter((one) => one !== '');
  const weekdays = list('BYDAY').map(dayOf);
  const monthDays = list('BYMONTHDAY').map((day) => (day === '-1' ? 'the last day' : `day ${day}`));
  const position = places[parts.get('BYSETPOS') ?? ''];
  if (weekdays.length > 0) {
    said.push(`on ${position === undefined ? '' : `the ${position} `}${joined(weekdays)}`);
  }
  if (monthDays.length > 0) said.push(`on ${joined(monthDays)}`);
  const inMonths = list('BYMONTH').map((month) => months[Number(month) - 1] ?? month);
  if (inMonths.length > 0) said.push(`in ${joined(inMonths)}`);
  if (parts.has('COUNT')) said.push(`${parts.get('COUNT')} times`);
  if (parts.has('UNTIL')) said.push(`until ${dayOfTime(parts.get('UNTIL') ?? '')}`);
  return said.join(' ');
}

function dayOf(given: string): string {
  const [, place = '', day = ''] = /^\+?(-?\d{0,2})(\w{2})$/.exec(given) ?? [];
  const name = days[day] ?? given;
  return place === '' ? name : `the ${places[place] ?? `${place}th`} ${name}`;
}

function dayOfTime(time: string): string {
  return time.replace(/^(\d{4})(\d\d)(\d\d).*$/s, '$1-$2-$3');
}

function joined(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)]
    .filter((one) => one !== '')
    .join(' and ');
}
