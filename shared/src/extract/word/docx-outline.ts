import type { XmlHandler } from '../container/read-xml.ts';

/** Levels that are headings in HTML; the tenth of Word's is the body. */
const deepest = 6;
const ownNames = /^(?:title|subtitle|toc .*|heading [1-6])$/i;

interface Style {
  name: string;
  basedOn: string;
  level: number | null;
}

/** The styles that make a paragraph a heading by what they are based on, or by their outline level. */
export class OutlineStyles implements XmlHandler {
  readonly #styles = new Map<string, Style>();
  #style: Style | null = null;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const value = attributes['w:val'] ?? '';
    if (name === 'style') {
      this.#style = { name: '', basedOn: '', level: null };
      if (attributes['w:type'] !== 'character') {
        this.#styles.set(attributes['w:styleId'] ?? '', this.#style);
      }
    } else if (!this.#style) return;
    else if (name === 'name') this.#style.name = value;
    else if (name === 'basedOn') this.#style.basedOn = value;
    else if (name === 'outlineLvl') this.#style.level = outlineLevel(value);
  }

  close(name: string): void {
    if (name === 'style') this.#style = null;
  }

  /** The level of a heading in this style, from 1; 0 when it is none, or mammoth knows it by name. */
  levelOf(id: string): number {
    if (ownNames.test(this.#styles.get(id)?.name ?? '')) return 0;
    let style = this.#styles.get(id);
    for (let depth = 0; style && depth < 12; depth += 1) {
      const named = /^heading ([1-6])$/i.exec(style.name)?.[1];
      const level = style.level ?? (named ? Number(named) : null);
      if (level !== null) return level;
      style = this.#styles.get(style.basedOn);
    }
    return 0;
  }
}

/** @returns 0 for the body's level */
export function outlineLevel(value: string): number {
  const level = Number.parseInt(value, 10) + 1;
  return level >= 1 && level <= 9 ? Math.min(level, deepest) : 0;
}

/** The name of the style that such a heading gets, for mammoth. */
export function headingStyle(level: number): string {
  return `OutlineHeading${level}`;
}

export const headingStyleMap = Array.from(
  { length: deepest },
  (_, index) => `p.${headingStyle(index + 1)} => h${index + 1}:fresh`,
);
