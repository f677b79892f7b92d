import { readWords } from '../words/read-words.ts';
import { withoutSurroundings } from './around-errors.ts';
import { quotedValues, withoutValues } from './quoted-values.ts';
import { withoutFrames } from './stack-frames.ts';

/** A query that is an error's output or a piece of a log. */
export interface PastedLog {
  /** What it says, without stack frames, times, hosts, paths, numbers and values in quotes. */
  message: string;
  /** The same with values in quotes. */
  withValues: string;
  /** The same with times, hosts, paths and numbers. */
  withCircumstances: string;
}

/** As tools print that something went wrong, or when. */
const signsOfLog = [
  /(?:(?<=\p{L})(?:Error|Exception|Failure|Fault|Warning)|(?<![\p{L}\p{N}])(?:[Ee]rror|ERROR|[Ff]atal|FATAL|[Pp]anic|[Ww]arning|hint|remote))(?:\[\w+\]| \w+(?: \(\w+\))?)?:(?=\s)/u,
  /(?<![\p{L}\p{N}])(?:npm (?:ERR!|error)|ERROR \d|ORA-\d|SQLSTATE|Caused by|Segmentation fault|\S+: line \d+: |level=\w|Warning {2})/u,
  /(?<!\d)\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d|^[\p{L}]{3} +\d{1,2} \d\d:\d\d:\d\d/mu,
  /^\s*\{\s*"[\w.@-]+"\s*:/u,
];

/** A sentence that quotes several values, as messages do: column "a" of relation "b" does not exist. */
function quotesValues(query: string): boolean {
  const { count, others } = quotedValues(query);
  return count > 1 && readWords(others).length > 2;
}

/** Of one machine and one moment, or of everything in a program. */
const circumstances = new RegExp(
  [
    // Times and dates
    String.raw`(?<![\d.])\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z| ?[+-]\d\d:?\d\d)?`,
    String.raw`(?<![\d:])\d\d:\d\d:\d\d(?:[.,]\d+)?(?![\d:])`,
    // URLs, addresses, hosts with ports
    String.raw`(?<![\p{L}\p{N}])[a-z][a-z\d+.-]*://[^\s"'<>()]+`,
    String.raw`\[?[\da-f]*:(?:[\da-f]*:)+[\da-f]*\]?(?::\d+)?(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}.])\d+\.\d+\.\d+\.\d+(?::\d+)?`,
    String.raw`(?<![\p{L}\p{N}.-])(?:localhost|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+):\d+(?::\d+)*`,
    // Absolute paths
    String.raw`(?<![\p{L}\p{N}./\\<])(?:~|[A-Za-z]:|\.{1,2})?[/\\][\p{L}\p{N}_.@+-]+(?:[/\\]+[\p{L}\p{N}_.@+-]*)+(?::\d+)*`,
    // Packages: java.lang in front of an exception's name
    String.raw`(?<![\p{L}\p{N}_./\\$@-])(?:[a-z_]\w*[./])+(?=[A-Z])`,
    String.raw`(?<![\p{L}\p{N}_./\\$@-])(?:\w{1,100}\.){1,10}(?=\w{1,100}(?:Exception|Error)(?!\w))`,
    // Ids: UUIDs, digests, addresses in memory, names of pods
    String.raw`(?<![\p{L}\p{N}])[\da-f]{8}-[\da-f]{4}-[\da-f-]{4,}`,
    String.raw`(?<![\p{L}\p{N}])(?:0x)?(?=[a-f]*\d)[\da-f]{9,}(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}-])[a-z][a-z\d]*(?:-[a-z\d]+)*-(?=[a-z]*\d)[a-z\d]{5,}(?![\p{L}\p{N}])`,
  ].join('|'),
  'gu',
);
/** A number that names the error stands behind such a word, or before what it means: 403 Forbidden. */
const numbers =
  /(?<![\p{L}\p{N}._-]|(?:error|errno|code|statuscode|status|signal|http(?:\/[\d.]+)?|exit)["':=\s[(#]{0,4})(?![1-5]\d\d \p{Lu}\p{Ll})\d+(?:[.,:/]\d+)*(?:\s?(?:ms|[smhdk]|[kmg]i?b|%))?(?![\p{L}\p{N}])/giu;

let lastRead: { of: string; log: PastedLog | null } | undefined;

/** What a query says if it is a pasted error or a piece of a log; null: it is a question. */
export function readPastedLog(query: string): PastedLog | null {
  if (lastRead?.of !== query) lastRead = { of: query, log: computePastedLog(query) };
  return lastRead.log;
}

function computePastedLog(query: string): PastedLog | null {
  const unframed = withoutFrames(query);
  const isLog =
    unframed !== query ||
    signsOfLog.some((sign) => sign.test(query)) ||
    quotesValues(query) ||
    query.split('\n').filter((line) => readWords(line).length > 2).length > 1;
  if (!isLog) return null;
  const withCircumstances = withoutSurroundings(unframed);
  const withValues = withCircumstances.replace(circumstances, '\n').replace(numbers, ' ');
  return { message: withoutValues(withValues), withValues, withCircumstances };
}

/** Line ends, tabs and quotes that JSON has written as a backslash and a letter. */
const isEscaped = /(?<!\\)\\n(?:\\t|\s)|^\s*[{[][\s\S]*(?<!\\)\\n/u;

/** A query in which a log within JSON has its lines again. */
export function withLines(query: string): string {
  if (!isEscaped.test(query)) return query;
  return query.replace(/\\(?:r\\n|[\s\S])/g, (written) => {
    const letter = written.at(-1);
    if (letter === 'n' || letter === 'r') return '\n';
    if (letter === 't') return '\t';
    return letter === '"' || letter === '\\' ? letter : written;
  });
}
