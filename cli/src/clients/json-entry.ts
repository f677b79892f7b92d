import { applyEdits, type JSONPath, modify, type ParseError, parse } from 'jsonc-parser';
import { Failure } from '../failure.ts';

const formattingOptions = { insertSpaces: true, tabSize: 2 };

/**
 * Sets one value of a JSON file, which may have comments, and leaves everything else as it is.
 * @throws Failure if the text is not JSON
 */
export function setEntry(file: string, text: string, path: JSONPath, value: unknown): string {
  const base = text.trim() === '' ? '{}' : text;
  readJson(file, base);
  const changed = applyEdits(base, modify(base, path, value, { formattingOptions }));
  return changed.endsWith('\n') ? changed : `${changed}\n`;
}

/** @throws Failure if the text is not a JSON object */
export function readJson(file: string, text: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.trim() === '' ? '{}' : text, errors, {
    allowTrailingComma: true,
  });
  if (errors.length === 0 && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Failure('notValid', `${file} is not valid JSON, and was left as it is: mend it first.`);
}
