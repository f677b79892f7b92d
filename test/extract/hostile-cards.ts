import { runs } from '../support/long-runs.ts';
import type { Hostile } from './hostile-documents.ts';
import { bytesOf } from './make-documents.ts';

/** Hostile calendars and contacts. */
export const hostileCards: readonly Hostile[] = [
  {
    what: 'a calendar of components in components',
    name: 'a.ics',
    make: () => bytesOf(`BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(300_000)}`),
    skip: 'no_text',
  },
  {
    what: 'a calendar of very many events',
    name: 'a.ics',
    make: () =>
      bytesOf(
        `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nSUMMARY:a\nRRULE:FREQ=DAILY\nEND:VEVENT\n'.repeat(runs(20_000, 100_000))}`,
      ),
    skip: null,
    longRun: 'larger file',
  },
  {
    what: 'a calendar of an event of very many people',
    name: 'a.ics',
    make: () =>
      bytesOf(
        `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n${'ATTENDEE:mailto:a\n'.repeat(60_000)}END:VEVENT\n`,
      ),
    skip: null,
  },
  {
    what: 'a calendar of one folded line without end',
    name: 'a.ics',
    make: () =>
      bytesOf(
        `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n${' a;b="\n'.repeat(500_000)}END:VEVENT\n`,
      ),
    skip: null,
  },
  {
    what: 'a contact of parameters and soft line ends',
    name: 'a.vcf',
    make: () =>
      bytesOf(
        `BEGIN:VCARD\nFN:a\nTEL${';A="x"'.repeat(50_000)}:1\nNOTE;QUOTED-PRINTABLE:${'=\n'.repeat(300_000)}\nEND:VCARD\n`,
      ),
    skip: null,
  },
];
