import domain from 'node:domain';
import { EventEmitter } from 'node:events';

/**
 * Makes the functions framework run requests outside of Node's domains. It runs each in one, to
 * answer errors that nobody catches, which `serveFunction` does; and the first domain of a process
 * has it follow every promise from then on, a tenth of what a search costs. The framework has no
 * setting for it; what still escapes ends the process by its own handlers, as before.
 */
export function withoutDomains(): void {
  const none = { run: <Result>(work: () => Result) => work() };
  domain.create = () => Object.assign(new EventEmitter(), none) as unknown as domain.Domain;
}
