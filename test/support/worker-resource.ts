interface Resource {
  opening: Promise<unknown>;
  close(opened: unknown): unknown;
}

// The environment that closes and the files that use load this module apart from each other: they
// meet on the global object.
const holder: { [key: symbol]: Map<string, Resource> | undefined } = globalThis;
const key = Symbol.for('docpilot.worker-resources');

/** What the files of a worker share: opened by the first that asks, closed when the worker ends. */
export function workerResource<T>(
  name: string,
  open: () => Promise<T>,
  close: (opened: T) => unknown,
): Promise<T> {
  holder[key] ??= new Map();
  const known = holder[key].get(name);
  if (known) return known.opening as Promise<T>;
  const opening = open();
  holder[key].set(name, { opening, close: (opened) => close(opened as T) });
  return opening;
}

export async function closeWorkerResources(): Promise<void> {
  const resources = [...(holder[key]?.values() ?? [])];
  holder[key] = undefined;
  await Promise.all(resources.map(async ({ opening, close }) => close(await opening)));
}
