import { errorsOfPrograms } from './errors-of-programs.ts';
import { errorsOfTools } from './errors-of-tools.ts';

/** An error as someone pastes it, and what an index has about it. */
export interface PastedError {
  /** Names its pages. */
  name: string;
  /** `MESSAGE` stands for what went wrong. */
  output: string;
  message: string;
  /** The page that explains it. */
  page: string;
  /** What went wrong another time, under the same output. */
  otherMessage: string;
  /** A page about the product. */
  product: string;
}

export const pastedErrors: readonly PastedError[] = [...errorsOfPrograms, ...errorsOfTools];

export function pasted({ output, message }: PastedError): string {
  return output.replace('MESSAGE', () => message);
}

/** The pages about these errors by path: of each what explains it, the same output of another error, the product. */
export function pagesAbout(errors: readonly PastedError[]): Record<string, string> {
  return Object.fromEntries(
    errors.flatMap(({ name, output, otherMessage, page, product }) => [
      [`errors/${name}.md`, `${page}\n`],
      [
        `errors/${name}-2.md`,
        `# Another one\n\n\`\`\`\n${output.replace('MESSAGE', () => otherMessage)}\n\`\`\`\n\nStart it again.\n`,
      ],
      [`products/${name}.md`, `${product}\n`],
    ]),
  );
}
