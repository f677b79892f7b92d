import { oneLine } from '../markdown/markdown-writer.ts';

const choices: Readonly<Record<string, readonly [string, string]>> = {
  opt: ['[', ']'],
  req: ['{', '}'],
  plain: ['', ''],
};

/** A command's or a function's synopsis as a manual page writes it: `lamp [--quiet] {FILE | DIR...}`. */
export class Synopsis {
  #said = '';
  /** What closes the arguments and groups that are open. */
  readonly #open: { closing: string; isGroup: boolean; count: number }[] = [];
  #parameters = 0;

  open(name: string, { choice, rep }: Record<string, string>): void {
    if (name === 'arg' || name === 'group') {
      const around = this.#open.at(-1);
      const isAlternative = around?.isGroup === true && around.count > 0;
      if (around) around.count += 1;
      const [opening, closing] = choices[choice ?? (around?.isGroup ? 'plain' : 'opt')] ?? ['', ''];
      this.#said += `${isAlternative ? ' |' : ''} ${opening}`;
      const isGroup = name === 'group';
      this.#open.push({ closing: `${closing}${rep === 'repeat' ? '...' : ''}`, isGroup, count: 0 });
    } else if (name === 'paramdef' || name === 'void' || name === 'varargs') {
      this.#said += this.#parameters === 0 ? '(' : ', ';
      this.#parameters += 1;
      if (name !== 'paramdef') this.#said += name === 'void' ? 'void' : '...';
    } else if (name === 'sbr') this.#said += ' ';
  }

  text(said: string): void {
    this.#said += said.replace(/\s+/g, ' ');
  }

  close(name: string): void {
    if (name === 'arg' || name === 'group') {
      this.#said = `${this.#said.trimEnd()}${this.#open.pop()?.closing ?? ''} `;
    }
  }

  /** The whole on one line. */
  finish(): string {
    const end = this.#parameters > 0 ? ');' : '';
    return `${oneLine(this.#said)}${end}`.replace(/([[{(]) +/g, '$1').replace(/ +([\]}),])/g, '$1');
  }
}
