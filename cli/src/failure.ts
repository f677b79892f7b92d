/** The exit codes, as the README documents them. */
export const exitCode = {
  nothingFound: 1,
  notValid: 2,
  serverFailed: 3,
  keyRefused: 4,
  syncFailed: 5,
} as const;

/** What ends the command, with a message that says what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;

  constructor(kind: keyof typeof exitCode, message: string) {
    super(message);
    this.code = exitCode[kind];
  }
}
