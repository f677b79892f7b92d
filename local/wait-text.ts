/** When a source that GitHub or Drive has told to wait goes on, in this machine's time; or nothing. */
export function waitText(until: string | null): string[] {
  if (until === null) return [];
  return [`rate limited until ${new Date(until).toTimeString().slice(0, 5)}`];
}
