import type { Command, Option } from '../command.ts';
import { Failure } from '../failure.ts';

type Commands = Readonly<Record<string, Command>>;

const shells: Readonly<Record<string, (commands: Commands, general: Options) => string>> = {
  bash,
  zsh,
  fish,
};
const choices = Object.keys(shells);

type Options = Readonly<Record<string, Option>>;

/** The command that prints a shell's completion of these commands. */
export function completionOf(commands: Commands, general: Options): Command {
  return {
    summary: 'print the completion of a shell',
    usage: choices.join(' | '),
    choices,
    options: {},
    async run({ positionals: [name = ''] }) {
      const shell = Object.hasOwn(shells, name) ? shells[name] : undefined;
      if (shell === undefined) {
        throw new Failure('notValid', `Which shell? docpilot completion ${choices.join(' | ')}`);
      }
      const markdown = shell(commands, general);
      return { json: { shell: name, script: markdown }, markdown };
    },
  };
}

const flags = (options: Options) => Object.keys(options).map((name) => `--${name}`);

/** What may follow each command. */
function wordsOf(commands: Commands, general: Options): [string, string][] {
  return Object.entries(commands).map(([name, { choices = [], options }]) => [
    name,
    [...choices, ...flags(options), ...flags(general)].join(' '),
  ]);
}

function bash(commands: Commands, general: Options): string {
  const cases = wordsOf(commands, general).map(
    ([name, words]) => `    ${name}) words="${words}" ;;`,
  );
  return [
    '_docpilot() {',
    `  local words="${Object.keys(commands).join(' ')} --help --version"`,
    '  case "$COMP_CWORD:$' + '{COMP_WORDS[1]}" in 1:*) ;; *) case "$' + '{COMP_WORDS[1]}" in',
    ...cases,
    '  esac ;; esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$' + '{COMP_WORDS[COMP_CWORD]}"))',
    '}',
    'complete -o default -F _docpilot docpilot',
  ].join('\n');
}

function zsh(commands: Commands, general: Options): string {
  const summaries = Object.entries(commands).map(
    ([name, { summary }]) =>
      `      '${name}:${summary.replaceAll("'", '’').replaceAll(':', '\\:')}'`,
  );
  const cases = wordsOf(commands, general).map(
    ([name, words]) => `      ${name}) compadd -- ${words} ;;`,
  );
  return [
    '#compdef docpilot',
    '_docpilot() {',
    '  if (( CURRENT == 2 )); then',
    '    local -a commands=(',
    ...summaries,
    '    )',
    '    _describe command commands',
    '  else',
    '    case $words[2] in',
    ...cases,
    '    esac',
    '  fi',
    '}',
    'compdef _docpilot docpilot',
  ].join('\n');
}

function fish(commands: Commands, general: Options): string {
  const quoted = (text: string) => `'${text.replaceAll("'", '’')}'`;
  const names = Object.keys(commands).join(' ');
  const lines = Object.entries(commands).flatMap(([name, { summary, choices, options }]) => {
    const here = `complete -c docpilot -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c docpilot -f -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d ${quoted(summary)}`,
      ...(choices === undefined ? [] : [`${here} -f -a ${quoted(choices.join(' '))}`]),
      ...Object.entries({ ...options, ...general }).map(
        ([option, { short, help }]) =>
          `${here} -l ${option}${short === undefined ? '' : ` -s ${short}`} -d ${quoted(help)}`,
      ),
    ];
  });
  return lines.join('\n');
}
