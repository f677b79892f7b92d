import { describe, it } from 'vitest';
import { expectRefusedStep } from './refusal.ts';

describe('a definition is refused for', () => {
  it.each<[string, string, string]>([
    [
      'an unknown function',
      '{ call: http.fetch, args: { url: x } }',
      '"http.fetch" is no function',
    ],
    ['a connector', '{ call: googleapis.run.v1.get }', '"googleapis.run.v1.get" is no function'],
    ['a callback', '{ call: events.create_callback_endpoint }', 'is no function'],
    ['a call of main', '{ call: main }', '"main" is no function'],
    ['a call by expression', `{ call: "\${argument}" }`, '"call" must be a name'],
    [
      'an unknown argument',
      '{ call: http.post, args: { url: x, json: {} } }',
      'takes no argument "json"',
    ],
    [
      'a body of a GET',
      '{ call: http.get, args: { url: x, body: {} } }',
      'takes no argument "body"',
    ],
    ['a missing argument', '{ call: sys.sleep }', '"sys.sleep" needs the argument "seconds"'],
    [
      'a result that is no variable',
      '{ call: sys.now, result: "a.b" }',
      '"result" "a.b" is not a name',
    ],
    [
      'a time-out of more than 1800 s',
      '{ call: http.get, args: { url: x, timeout: 1801 } }',
      'up to 1800',
    ],
    [
      'a time-out that is none',
      '{ call: http.get, args: { url: x, timeout: long } }',
      'up to 1800',
    ],
    [
      'an access token',
      '{ call: http.get, args: { url: x, auth: { type: OAuth2 } } }',
      'type OIDC',
    ],
    [
      'an unknown key in auth',
      '{ call: http.get, args: { url: x, auth: { type: OIDC, scope: a } } }',
      'unknown key "scope"',
    ],
    [
      'an unknown severity',
      '{ call: sys.log, args: { text: a, severity: LOUD } }',
      '"severity" must be one of',
    ],
    [
      'an unknown variable',
      `{ return: "\${missing + 1}" }`,
      'the variable "missing" does not exist here',
    ],
    [
      'an unknown function in an expression',
      `{ return: "\${shuffle(argument)}" }`,
      '"shuffle" is no function',
    ],
    ['too many arguments', `{ return: "\${len(1, 2)}" }`, '"len" takes 1 to 1 arguments, not 2'],
    ['waiting in an expression', `{ return: "\${http.get(argument)}" }`, '"http.get" waits'],
    ['a bad expression', `{ return: "\${1 +}" }`, 'expected a value, not the end'],
    ['an empty expression', `{ return: "\${}" }`, 'expected a value, not the end'],
    ['an expression within a text', `{ return: "Hello \${argument}" }`, 'must be the whole value'],
    ['two expressions in a text', `{ return: "\${argument}\${argument}" }`, 'in the expression'],
    [
      'an expression in a key that is none',
      `{ return: { "a \${argument}": 1 } }`,
      'must be the whole value',
    ],
  ])('%s', (_, body, problem) => {
    expectRefusedStep(body, problem);
  });
});
