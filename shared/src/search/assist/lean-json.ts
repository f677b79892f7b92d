/** An answer as JSON without the fields that are null or undefined. */
export function leanJson(answer: object): string {
  return JSON.stringify(answer, (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));
  });
}
