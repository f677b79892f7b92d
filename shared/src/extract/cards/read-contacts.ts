import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { contentLines, type Property, partsOf, plain } from './content-lines.ts';

/** What is said of a person; pictures, sounds and keys are not. */
const labels: Readonly<Record<string, string>> = {
  NICKNAME: 'Nickname',
  ORG: 'Organization',
  TITLE: 'Title',
  ROLE: 'Role',
  TEL: 'Phone',
  EMAIL: 'Mail',
  ADR: 'Address',
  LABEL: 'Address',
  URL: 'Link',
  IMPP: 'Chat',
  'X-SOCIALPROFILE': 'Profile',
  BDAY: 'Birthday',
  ANNIVERSARY: 'Anniversary',
  CATEGORIES: 'Categories',
  NOTE: 'Note',
};
/** Types that say nothing of a number or an address. */
const silent = /^(?:pref|internet|voice|x-.*|\d+)$/i;

/** Contacts (vCard 2.1 to 4.0), each under its name; null when the text is none, as genomes are. */
export function readContacts(text: string): DocumentText | null {
  if (!/^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 1_000))) return null;
  const isOne = (text.match(/^BEGIN:VCARD/gim)?.length ?? 0) < 2;
  const writer = new MarkdownWriter(Math.max(limits.textChars, text.length));
  let properties: Property[] = [];
  let line = 0;
  for (const property of contentLines(text)) {
    const isCard = property.value.trim().toUpperCase() === 'VCARD';
    if (property.name === 'BEGIN' && isCard) [properties, line] = [[], property.line];
    else if (property.name !== 'END' || !isCard) properties.push(property);
    else {
      writer.locate(line);
      writeContact(writer, properties, isOne ? 1 : 2);
      properties = [];
    }
  }
  return { text: writer.finish(), locations: { kind: 'line', starts: writer.starts } };
}

function writeContact(
  writer: MarkdownWriter,
  properties: readonly Property[],
  level: number,
): void {
  const first = (name: string) => properties.find((one) => one.name === name)?.value ?? '';
  const [family = '', given = '', more = ''] = first('N').split(/(?<!\\);/, 3);
  const fullName = oneLine(plain([given, more, family].join(' ')));
  const organization = partsOf(first('ORG'), ';').join(', ');
  const name = oneLine(plain(first('FN'))) || fullName || organization;
  writer.heading(level, name || 'Unnamed');
  const lines = properties.flatMap((property) => {
    const label = labels[property.name];
    const said = label === undefined ? '' : saidOf(property);
    return said === '' || said === name ? [] : [`${label}${typesOf(property)}: ${said}`];
  });
  writer.paragraph([...new Set(lines)].join('\n'));
}

function saidOf({ name, value }: Property): string {
  if (name === 'ORG' || name === 'ADR') return oneLine(partsOf(value, ';').join(', '));
  return oneLine(plain(value)).replace(/^(?:tel|mailto):/i, '');
}

function typesOf({ name, parameters }: Property): string {
  if (!/^(?:TEL|EMAIL|ADR|IMPP|X-SOCIALPROFILE)$/.test(name)) return '';
  const types = (parameters.get('TYPE') ?? '').split(',', 10).filter((type) => !silent.test(type));
  const said = [...new Set(types.map((type) => type.toLowerCase()))].filter((type) => {
    return type !== '' && type !== 'quoted-printable' && type !== 'base64';
  });
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}
