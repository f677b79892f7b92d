import { raised } from './errors.ts';
import { limits } from './limits.ts';
import { isList, isMap, sizeInBytes, type Value } from './value.ts';

/** The memory of one execution: all its variables together. */
export class VariableMemory {
  bytes = 0;
  peakBytes = 0;

  /** @throws RaisedError ResourceLimitError when the variables outgrow the execution. */
  grow(bytes: number): void {
    if (bytes > 0 && this.bytes + bytes > limits.variablesBytes) {
      const total = this.bytes + bytes;
      throw raised(
        'ResourceLimitError',
        `the variables take ${total} bytes, ${limits.variablesBytes} are the most`,
      );
    }
    this.bytes += bytes;
    this.peakBytes = Math.max(this.peakBytes, this.bytes);
  }
}

/** Variables by name, inside those of the blocks around. */
export class VariableScope {
  readonly #variables = new Map<string, { value: Value; bytes: number }>();
  readonly #outside: VariableScope | null;
  readonly #memory: VariableMemory;

  constructor(memory: VariableMemory, outside: VariableScope | null = null) {
    this.#memory = memory;
    this.#outside = outside;
  }

  /** A block's own variables. */
  inner(): VariableScope {
    return new VariableScope(this.#memory, this);
  }

  /** @throws RaisedError KeyError when nothing was assigned to it yet. */
  read(name: string): Value {
    const holder = this.#holder(name);
    const found = holder === null ? undefined : holder.#variables.get(name);
    if (!found) throw raised('KeyError', `variable not found: ${name}`);
    return found.value;
  }

  /** Changes the variable where it exists, else creates it here. */
  write(name: string, value: Value): void {
    (this.#holder(name) ?? this).declare(name, value);
  }

  declare(name: string, value: Value): void {
    const bytes = sizeInBytes(value);
    if (bytes > limits.stringBytes) refuseLongStrings(value);
    this.#memory.grow(bytes - (this.#variables.get(name)?.bytes ?? 0));
    this.#variables.set(name, { value, bytes });
  }

  /** Gives the memory back. */
  end(): void {
    for (const { bytes } of this.#variables.values()) this.#memory.grow(-bytes);
    this.#variables.clear();
  }

  #holder(name: string): VariableScope | null {
    if (this.#variables.has(name)) return this;
    return this.#outside === null ? null : this.#outside.#holder(name);
  }
}

function refuseLongStrings(value: Value): void {
  if (typeof value === 'string' && Buffer.byteLength(value) > limits.stringBytes) {
    throw raised('ResourceLimitError', `a string of more than ${limits.stringBytes} bytes`);
  }
  if (isList(value)) value.forEach(refuseLongStrings);
  if (isMap(value)) for (const element of value.values()) refuseLongStrings(element);
}
