const name = String.raw`(?:[\p{L}_$][\p{L}\p{N}_$]*(?:\.|::?))*([\p{L}_$][\p{L}\p{N}_$]*)(?![\p{L}\p{N}_$])`;
const modifiers = String.raw`(?:(?:export|default|declare|public|private|protected|internal|static|async|abstract|final|override|pub(?:\([^)]*\))?|unsafe|inline|sealed|open|data)\s+)*`;
const keyword =
  '(?:function\\*?|class|interface|type|enum|struct|trait|def|fn|func|fun|module|namespace|protocol|record|object|union|sub|procedure)';

const patterns = [
  // A keyword and the name it introduces: class Name, fn name. Go puts the receiver between them.
  String.raw`${keyword}\s+(?:\([^)]*\)\s*)?${name}(?=\s*(?:[(<{[:=;]|$)|\s+(?:extends|implements|struct|interface|func|where|is|as)\b)`,
  // A function that is given a name: const name = (…) =>, exports.name = function.
  String.raw`(?:(?:const|let|var)\s+|(?:module\.)?exports\.)${name}\s*(?::[^=]+)?=\s*(?:async\s*)?(?:\(|function\b|class\b|[\p{L}_$][\p{L}\p{N}_$]*\s*=>)`,
  // A name with parameters that opens a block, as methods and C's functions do.
  String.raw`(?:[\p{L}_$][^\s(;={}]*\s+)*[*&]*${name}\s*\([^;{}]*\)[^;{}=]*\{\s*$`,
].map((pattern) => new RegExp(String.raw`^\s*${modifiers}${pattern}`, 'u'));

/** Words that stand before parentheses and a block, too. */
const control =
  /^(?:if|for|foreach|while|switch|catch|with|return|function|else|match|using|lock|synchronized|unless|until)$/;
/** Characters; a longer line is data, or was written by a program. */
const maxLineLength = 300;

/** The names that code defines, in any language by the looks of its lines: functions, classes, types. */
export function readDefinitions(lines: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [at, own] of lines.entries()) {
    // C#, and much C++ and Java, opens the block on a line of its own.
    const line = /^\s*\{/.test(lines[at + 1] ?? '') ? `${own} {` : own;
    if (line.length > maxLineLength) continue;
    for (const pattern of patterns) {
      const found = pattern.exec(line)?.[1];
      if (found === undefined) continue;
      if (!control.test(found)) names.add(found);
      break;
    }
  }
  return [...names];
}
