import type { DocumentText } from '../document-text.ts';
import { readHtml } from '../html/read-html.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { orSkipped } from '../unreadable.ts';
import { contentLines, type Property, partsOf, plain } from './content-lines.ts';
import { eventTime, timeText } from './event-time.ts';
import { recurrence } from './recurrence.ts';

type Properties = Map<string, Property[]>;

/** What is an entry of a calendar. */
const entries = new Set(['VEVENT', 'VTODO', 'VJOURNAL']);
const unusual = new Set(['CANCELLED', 'TENTATIVE', 'COMPLETED', 'IN-PROCESS', 'NEEDS-ACTION']);
/** People named of one entry. */
const mostPeople = 200;

/**
 * A calendar (RFC 5545): each event, task and note with its time, place, people and text, recurrences in
 * words. Null when the text is none, to be indexed as it is.
 */
export async function readCalendar(text: string): Promise<DocumentText | null> {
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 1_000))) return null;
  const writer = new MarkdownWriter(Math.max(limits.textChars, text.length));
  const open: string[] = [];
  let properties: Properties = new Map();
  let line = 0;
  for (const property of contentLines(text)) {
    const { name, value } = property;
    const around = open.at(-1);
    if (name === 'BEGIN') {
      const begun = value.trim().toUpperCase();
      if (open.length < limits.nestedElements) open.push(begun);
      if (entries.has(begun)) [properties, line] = [new Map(), property.line];
    } else if (name === 'END') {
      if (around !== undefined && entries.has(around)) await writeEntry(writer, properties, line);
      open.pop();
    } else if (around !== undefined && entries.has(around)) {
      properties.set(name, [...(properties.get(name) ?? []).slice(-mostPeople), property]);
    } else if (name === 'X-WR-CALNAME' && writer.empty) {
      writer.locate(property.line);
      writer.heading(1, plain(value));
    } else if (name === 'X-WR-CALDESC') writer.paragraph(plain(value));
  }
  return { text: writer.finish(), locations: { kind: 'line', starts: writer.starts } };
}

async function writeEntry(writer: MarkdownWriter, properties: Properties, line: number) {
  const one = (name: string) => properties.get(name)?.[0];
  const text = (name: string) => oneLine(plain(one(name)?.value ?? ''));
  const people = (properties.get('ATTENDEE') ?? []).map(person);
  const dates = (name: string) => (properties.get(name) ?? []).map(timeText).join(', ');
  const status = text('STATUS').toUpperCase();
  const organizer = one('ORGANIZER');
  const facts: [string, string][] = [
    ['When', eventTime(one('DTSTART'), one('DTEND'), one('DURATION'))],
    ['Due', dates('DUE')],
    ['Repeats', (properties.get('RRULE') ?? []).map(({ value }) => recurrence(value)).join('; ')],
    ['Except', dates('EXDATE')],
    ['Where', text('LOCATION')],
    ['Status', unusual.has(status) ? status.toLowerCase().replace('-', ' ') : ''],
    ['Organizer', organizer === undefined ? '' : person(organizer)],
    ['Attendees', people.filter((name) => name !== '').join(', ')],
    ['Categories', partsOf(one('CATEGORIES')?.value ?? '', ',').join(', ')],
    ['Link', text('URL')],
  ];
  writer.locate(line);
  writer.heading(2, text('SUMMARY') || 'Untitled');
  const known = facts.filter(([, value]) => value !== '');
  writer.paragraph(known.map(([name, value]) => `${name}: ${value}`).join('\n'));
  for (const name of ['DESCRIPTION', 'COMMENT']) {
    for (const { value } of properties.get(name) ?? []) await writeText(writer, plain(value));
  }
}

/** A name with an address: of `CN` and `mailto:`. */
function person({ value, parameters }: Property): string {
  const address = /^mailto:(.*)$/is.exec(value.trim())?.[1] ?? '';
  const name = oneLine(parameters.get('CN') ?? '');
  if (name === '' || name === address) return address;
  return address === '' ? name : `${name} <${address}>`;
}

async function writeText(writer: MarkdownWriter, text: string): Promise<void> {
  if (/<(?:br|p|a|ul|b|div|span|html)[\s/>]/i.test(text)) {
    // Services write their texts as HTML.
    const page = await orSkipped(() => readHtml(text));
    if ('text' in page) writer.markdown(page.text);
    return;
  }
  for (const paragraph of text.split(/\n\s*\n/)) writer.paragraph(paragraph, { lists: true });
}
