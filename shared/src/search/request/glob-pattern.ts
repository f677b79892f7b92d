/**
 * Translates a glob to a regular expression that means the same in Postgres and JavaScript, anchored
 * at both ends: `**` any folders, `*` and `?` within one name, `[abc]`, `{a,b}`. Null if malformed.
 */
export function globPattern(glob: string): string | null {
  let pattern = '';
  let open = 0;
  for (let at = 0; at < glob.length; ) {
    const rest = glob.slice(at);
    const token =
      /^(?:\*\*\/|\*\*|\*|\?|\[[^\]/\\[]+\]|[{},]|\\.)/s.exec(rest)?.[0] ?? rest[0] ?? '';
    at += token.length;
    if (token === '{') open += 1;
    if (token === '}') open -= 1;
    if (open < 0 || token === '[' || token === '\\') return null;
    if (token.startsWith('[') && !isSet(token)) return null;
    pattern += translate(token, open > 0);
  }
  return open === 0 ? `^${pattern}$` : null;
}

/** Whether `[…]` has members and ascending ranges, as both engines require. */
function isSet(token: string): boolean {
  const members = token.replace(/^\[[!^]?|\]$/g, '');
  const ranges = [...members.matchAll(/([^-])-([^-])/gsu)];
  return (
    /^-?(?:[^-](?:-[^-])?)*-?$/su.test(members) &&
    members !== '' &&
    ranges.every(([, from = '', to = '']) => (from.codePointAt(0) ?? 0) <= (to.codePointAt(0) ?? 0))
  );
}

function translate(token: string, isInBraces: boolean): string {
  switch (token) {
    case '**/':
      return '(?:.*/)?';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return ')';
    case ',':
      return isInBraces ? '|' : ',';
    default:
      // A set never matches a slash, whatever it excludes or spans.
      if (token.length > 2) return `(?!/)${token.replace(/^\[!/, '[^')}`;
      return escapePattern(token.at(-1) ?? '');
  }
}

/** Escapes a text so that a regular expression matches it literally. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
