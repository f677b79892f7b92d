import { fileName } from '../../paths.ts';
/** What a document is called: a text that names no title, by its file's name without the extension. */
export function titleOf({ title, path }: { title: string | null; path: string }): string {
  return title ?? fileName(path).replace(/(?<=.)\.[^.]*$/, '');
}
