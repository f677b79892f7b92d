/**
 * What tools print around every error: the columns before a message, the place in the source behind
 * it, the advice at the end. It is the same whatever went wrong.
 */
const around = [
  // Java's and nginx' columns: ERROR 1 --- [exec-3] c.a.o.Orders :, [error] 29#29: *41
  String.raw`\b(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s+\d+ --- (?:\[[^\]\n]{0,80}\]\s*){1,3}[^\s:]{1,200}\s*:`,
  String.raw`\[(?:debug|info|notice|warn|error|crit|alert|emerg)\] \d+#\d+: (?:\*\d+)?`,
  String.raw`, (?:client|server|request|upstream|host|referrer): (?:"[^"\n]{0,2000}"|[^\s,]{1,300})(?=[,\s]|$)`,
  // syslog's: Mar  4 12:00:01 db1 kernel:
  String.raw`^\p{L}{3} +\d{1,2} \d\d:\d\d:\d\d \S{1,100} \S{1,100}?(?:\[\d+\])?:(?=\s)`,
  // Events of Kubernetes: Warning  BackOff  12s (x3 over 2m)  kubelet
  String.raw`(?:Warning|Normal) {2,}(?:Failed|Unhealthy|BackOff|FailedScheduling)? +(?:<\w+>|\w+)(?: \(x\d+ over \w+\))? {2,}[\w-]+(?:, \S+)?(?= )`,
  // The keys of JSON, and the values of those that tell where and when
  String.raw`"@?(?:ts|time|timestamp|level|log\.level|severity|logger|caller|service|service\.name|trace_id|span_id|host|hostname|pid|thread|version|ecs\.version)"\s*:\s*(?:"[^"\n]{0,200}"|[\d.]+)`,
  String.raw`"[\p{L}_@][\p{L}\p{N}_.@-]{0,60}"\s*:`,
  // Node, Rust, PHP
  String.raw`node:\S+:\d+\n[^\n]*\n\s*\^`,
  String.raw`Emitted 'error' event [^\n]*|Unhandled exception\.|thread '[^'\n]{1,100}' panicked at|Exception in thread "[^"\n]{1,100}"|PHP Fatal error:(?:\s+Uncaught)?`,
  String.raw`(?:thrown )?in \S{1,300}(?: on line |:)\d+`,
  String.raw`Node\.js v[\d.]+`,
  // Terraform's and Rust's places: on main.tf line 12, in resource "a" "b":
  String.raw`^[│|\s]*(?:with \S{1,200},|on \S{1,200} line \d+[^\n]*|\d+:[^\n]*|--> \S{1,300})$`,
  // Docker's steps
  String.raw`=> ERROR \[[^\n]*|^\s*> \[[^\n]*:$|^#\d+ [\d.]+|^(?:ERROR: )?failed to solve: process "[^\n]*|^\S*Dockerfile:\d+|^See '[^'\n]{1,100} --help'\.?`,
  // git's and the linker's ends, psql's line with its caret
  String.raw`fatal: Could not read from remote repository\.|Please make sure you have the correct access rights\s+and the repository exists\.|error: failed to push some refs to \S{1,300}|!\s\[(?:remote )?rejected\][^\n]*|hint: See the 'Note about fast-forwards'[^\n]*`,
  String.raw`collect2: error: ld returned \d+ exit status|\S{1,200}: in function [\x60'‘][^'’\n]{1,200}['’]:|\S{1,200}:\(\.text[^)\s]*\):`,
  String.raw`^LINE \d+: [^\n]*|^STATEMENT: [^\n]*`,
  String.raw`^\S{1,200}\.\w{1,5}: (?:line )?\d+:(?=\s)`,
];

const anyAround = new RegExp(around.map((one) => `(?:${one})`).join('|'), 'gmu');

/** An error's output without what the tool prints around every error. */
export function withoutSurroundings(output: string): string {
  return output.replace(anyAround, '\n');
}
