/** What stands in parentheses behind a function's name. */
const inParentheses = String.raw`\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)`;
/** Where a name or a path begins: a pattern that begins anywhere would read a long text many times. */
const start = String.raw`(?<![\p{L}\p{N}_./\\$-])`;

/**
 * The lines of a stack trace, and what announces them. They say where a program was, not what went
 * wrong: one program's frames are the same under any error. Each pattern also fits frames that were
 * pasted into one line.
 */
const frames = [
  // Java, Kotlin, .NET (in the words of its language), Node: at com.acme.Job.run(Job.java:12)
  String.raw`${start}(?:at|bei|à|en|в|em)\s+(?:(?:async|new)\s+)?[^\s()"]*[.$:/][^\s()"]*(?: \[as [^\]\n]+\])? ?${inParentheses}(?:[ \t]*~?\[[^\]\n]*\])?(?:\s+\p{L}+\s[^\n]*?:\p{L}+\s\d+)?`,
  String.raw`${start}at\s+(?:async\s+|new\s+)?[^\s()"]+(?: \[as [^\]\n]+\])? \([^()\n]*:\d+(?::\d+)?\)`,
  String.raw`${start}at\s+(?:async\s+)?[^\s()"]*[:/\\][^\s()"]*:\d+`,
  String.raw`(?<!\S)[^\s@()]*@(?:https?|file):[^\s]+:\d+:\d+`,
  // Python, with the source that stands below, deeper than the message
  String.raw`${start}File "?[^"\n,]{1,300}"?, line \d+(?:, in \S+)?(?:\n[ \t]+(?!File )[^\n]*)*`,
  // Go
  String.raw`${start}(?:created by )?[\p{L}\p{N}_./-]+(?:\(\*?\w+\)[\w.]*)?(?:\([^()\n]*\))?(?: in goroutine \d+)?\s+/\S+\.(?:go|s):\d+(?: \+0x[\da-f]+)?`,
  String.raw`goroutine \d+ (?:gp=\S+ )?(?:m=\S+ )?(?:mp=\S+ )?\[[^\]\n]{1,100}\]:`,
  // Rust
  String.raw`(?<=\n)[ \t]*\d+: [^\n]{1,300}(?=\n\s{1,40}at )`,
  // Ruby, PHP, Elixir
  String.raw`(?<!\S)(?:from )?[^\s:]+\.\w+:\d+:in [\x60'‘][^'’\n]*['’]:?`,
  String.raw`(?<!\S)#\d+ (?:\{main\}|[^\s()]+\(\d+\): [^\s(]+(?:${inParentheses})?|\[internal function\]: [^\s(]+(?:${inParentheses})?)`,
  String.raw`\(\w+ [\d.]+\) [^\s:]+\.exs?:\d+: \S+`,
  // What stands around them
  String.raw`Traceback \(most recent call (?:last|first)\):|\[?stack(?:[ _]?trace|[ _]backtrace)\]?:|exit status \d+|\.{3} \d+ (?:more|common frames omitted)|--- End of [^\n-]*---|note: run with \x60RUST_BACKTRACE[^\n]*`,
];

const anyFrame = new RegExp(frames.map((frame) => `(?:${frame})`).join('|'), 'giu');

/** A text without the frames of its stack traces. */
export function withoutFrames(text: string): string {
  return text.replace(anyFrame, '\n');
}
