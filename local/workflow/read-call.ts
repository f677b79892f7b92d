import { asName, asText, Fields, inside, refuse } from './fields.ts';
import { limits } from './limits.ts';
import { numberOf } from './operators.ts';
import { readTemplate } from './read-template.ts';
import type { Action, Template, Where } from './workflow.ts';

const severities = [
  'DEFAULT',
  'DEBUG',
  'INFO',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
  'ALERT',
  'EMERGENCY',
];

export function readCall(fields: Fields): Action {
  const { where } = fields;
  const callee = asText(fields.require('call'), where, '"call"');
  if (callee.includes(`\${`)) refuse(where, '"call" must be a name, not an expression');
  const args = new Map<string, Template>();
  if (fields.has('args')) {
    const given = new Fields(fields.require('args'), where, '"args"');
    for (const name of given.keys()) {
      args.set(name, readTemplate(given.require(name), inside(where, name)));
    }
  }
  const result = fields.has('result') ? asName(fields.require('result'), where, '"result"') : null;
  if (callee === 'http.post') checkHttp(args, where);
  if (callee === 'sys.log') checkSeverity(args.get('severity'), where);
  return { kind: 'call', callee, args, result };
}

/** What can be told of a request before it is made. */
function checkHttp(args: Map<string, Template>, where: Where): void {
  const timeout = args.get('timeout');
  const { max } = limits.httpTimeoutSeconds;
  if (timeout?.kind === 'constant') {
    const seconds = numberOf(timeout.value);
    if (seconds === null || seconds <= 0 || seconds > max) {
      refuse(where, `"timeout" must be a number of seconds up to ${max}`);
    }
  }
  const auth = args.get('auth');
  if (auth !== undefined) checkAuth(auth, where);
}

function checkAuth(auth: Template, where: Where): void {
  if (auth.kind !== 'map') refuse(where, '"auth" must be a mapping');
  const keys = auth.entries.map(({ key }) => (key.kind === 'constant' ? key.value : null));
  const type = auth.entries[keys.indexOf('type')]?.value;
  if (type?.kind !== 'constant' || type.value !== 'OIDC') {
    refuse(where, '"auth" must have the type OIDC; no other is supported');
  }
  const unknown = keys.find((key) => key !== 'type' && key !== 'audience');
  if (unknown !== undefined)
    refuse(where, `the key "${unknown}" in "auth" is unknown or not supported`);
}

function checkSeverity(severity: Template | undefined, where: Where): void {
  if (severity?.kind === 'constant' && !severities.includes(String(severity.value))) {
    refuse(where, `"severity" must be one of ${severities.join(', ')}`);
  }
}
