/** The address of a file in a repository: what stands before the name of a branch, a tag or a commit. */
const address =
  /^https?:\/\/[^\s/]+\/(?:[^\s/]+\/)+?(?:-\/)?(?:blob|blame|edit|raw|tree)\/([^\s?#]+)/;
/** Where in a file: :12:5, #L12, #L12-L20, (12,5). */
const place = /(?::\d+(?:[:-]\d+)?:?|#L?\d+(?:-L?\d+)?|\(\d+(?:,\d+)?\):?)$/;
/** A folder or an extension tells a path from other words. */
const path = /^[^\s:]*(?:[/\\][^\s:]*|\.[\p{L}\p{N}]{1,10})$/u;
/** A longer query is a sentence, or an error with paths in it. */
const maxWords = 6;

/**
 * A path as tools print it, without the place in the file: src/main.ts:12:5, src\main.ts, the address
 * of a file at GitHub, where the branch's name may have a slash. Empty: the text is no such path.
 */
export function nameInPath(text: string): string[] {
  if (/\s/.test(text)) return [];
  const [, atRef] = address.exec(text) ?? [];
  if (atRef !== undefined) return namesAtRef(unescaped(atRef));
  const name = text.replace(place, '');
  if (!path.test(name)) return [];
  return [name.replaceAll('\\', '/')].filter((found) => found !== text);
}

/** The paths in a short query: open docs/index.md. */
export function pathsIn(query: string): string[] {
  const words = query.trim().split(/\s+/);
  if (words.length === 1 || words.length > maxWords) return [];
  return words.flatMap((word) => {
    const text = word.replace(/^["'`“«(]+|["'`”»)?!.,;]+$/g, '');
    const names = nameInPath(text);
    return names.length > 0 ? names : [text].filter((one) => one.includes('/') && path.test(one));
  });
}

/** What follows a ref that is one or two folders long. */
function namesAtRef(atRef: string): string[] {
  const [, ...folders] = atRef.split('/');
  return [folders, folders.slice(1)].map((one) => one.join('/')).filter((one) => one !== '');
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
