/**
 * A glob as a regular expression that Postgres and JavaScript read alike, anchored at both ends:
 * `**` any folders, `*` and `?` within one name, `[abc]`, `{a,b}`. Null when it is not well formed.
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

/** Whether `[…]` has members, and ranges that go up: what both engines take. */
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
      // A set stays within one name, whatever it leaves out or spans.
      if (token.length > 2) return `(?!/)${token.replace(/^\[!/, '[^')}`;
      return escapePattern(token.at(-1) ?? '');
  }
}

/** A text that a regular expression reads as itself. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
