/** One element of an equation, and what its children have said so far, by their names. */
interface Node {
  name: string;
  parts: Map<string, string[]>;
  /** The sign that `nary`, `d` and others are drawn with. */
  signs: Record<string, string>;
}

/**
 * An equation of Office as one line of text, as UnicodeMath writes it: (a+b)/2, x^2, √(x).
 * ECMA-376 part 1, 22.1 is the list of elements.
 */
export class OfficeMath {
  readonly #open: Node[] = [];
  #line = '';
  #inText = false;

  open(name: string, attributes: Record<string, string>): void {
    this.#inText = name === 't';
    const parent = this.#open.findLast((node) => !node.name.endsWith('Pr'));
    const sign = attributes['m:val'];
    if (parent && sign !== undefined) parent.signs[name] = sign;
    this.#open.push({ name, parts: new Map(), signs: {} });
  }

  text(text: string): void {
    if (this.#inText) this.#add('t', text);
  }

  close(name: string): void {
    this.#inText = false;
    const node = this.#open.pop();
    if (node) this.#add(name, lineOf(node));
  }

  finish(): string {
    return this.#line.replace(/\s+/g, ' ').trim();
  }

  #add(name: string, text: string): void {
    const parent = this.#open.at(-1);
    if (!parent) this.#line += text;
    else if (text !== '') {
      const said = parent.parts.get(name);
      if (said) said.push(text);
      else parent.parts.set(name, [text]);
    }
  }
}

function lineOf({ name, parts, signs }: Node): string {
  const one = (part: string) => (parts.get(part) ?? []).join('');
  const base = one('e');
  const below = one('sub') === '' ? '' : `_${grouped(one('sub'))}`;
  const above = one('sup') === '' ? '' : `^${grouped(one('sup'))}`;
  switch (name) {
    case 'f':
      return `${grouped(one('num'))}/${grouped(one('den'))}`;
    case 'sSup':
    case 'sSub':
    case 'sSubSup':
    case 'sPre':
      return `${grouped(base)}${below}${above}`;
    case 'rad':
      return one('deg') === '' ? `√(${base})` : `√(${one('deg')}&${base})`;
    case 'nary':
      return `${signs.chr ?? '∫'}${below}${above} ${base}`;
    case 'd': {
      const inside = (parts.get('e') ?? []).join(signs.sepChr ?? '|');
      return `${signs.begChr ?? '('}${inside}${signs.endChr ?? ')'}`;
    }
    case 'func':
      return `${one('fName')} ${base}`;
    case 'limLow':
      return `${base}_${grouped(one('lim'))}`;
    case 'limUpp':
      return `${base}^${grouped(one('lim'))}`;
    case 'acc':
      return `${base}${signs.chr ?? '\u0302'}`;
    case 'mr':
      return `${(parts.get('e') ?? []).join('&')};`;
    default:
      return name.endsWith('Pr') ? '' : [...parts.values()].flat().join('');
  }
}

/** In brackets, when it is more than one name or number. */
function grouped(text: string): string {
  return /^(?:[\p{L}\p{N}.,]*|\(.*\))$/u.test(text) ? text : `(${text})`;
}
