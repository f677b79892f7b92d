import { describe, it } from 'vitest';
import { expectRefusedStep } from './refusal.ts';

describe('a definition is refused for', () => {
  it.each<[string, string, string]>([
    [
      'an unknown function',
      '{ call: http.fetch, args: { url: x } }',
      '"http.fetch" is not a function',
    ],
    ['a connector', '{ call: googleapis.run.v1.get }', '"googleapis.run.v1.get" is not a function'],
    ['a callback', '{ call: events.create_callback_endpoint }', 'is not a function'],
    ['a call of main', '{ call: main }', '"main" is not a function'],
    ['a call by expression', `{ call: "\${argument}" }`, '"call" must be a name'],
    [
      'an unknown argument',
      '{ call: http.post, args: { url: x, json: {} } }',
      'takes no argument "json"',
    ],
    [
      'an argument that is not supported',
      '{ call: http.post, args: { url: x, headers: {} } }',
      'takes no argument "headers", or this interpreter lacks it',
    ],
    ['another method', '{ call: http.get, args: { url: x } }', '"http.get" is not a function'],
    [
      'a function that is not supported',
      `{ return: "\${text.to_upper(argument)}" }`,
      '"text.to_upper" is not a function that this interpreter has',
    ],
    ['a missing argument', '{ call: sys.sleep }', '"sys.sleep" needs the argument "seconds"'],
    [
      'a result that is no variable',
      '{ call: sys.log, result: "a.b" }',
      '"result" "a.b" is not a name',
    ],
    [
      'a time-out of more than 1800 s',
      '{ call: http.post, args: { url: x, timeout: 1801 } }',
      'up to 1800',
    ],
    [
      'a time-out that is none',
      '{ call: http.post, args: { url: x, timeout: long } }',
      'up to 1800',
    ],
    [
      'an access token',
      '{ call: http.post, args: { url: x, auth: { type: OAuth2 } } }',
      'type OIDC',
    ],
    [
      'an unknown key in auth',
      '{ call: http.post, args: { url: x, auth: { type: OIDC, scope: a } } }',
      'the key "scope" in "auth" is unknown',
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
      '"shuffle" is not a function',
    ],
    ['too many arguments', `{ return: "\${len(1, 2)}" }`, '"len" takes 1 arguments, not 2'],
    [
      'a request in an expression',
      `{ return: "\${http.post(argument)}" }`,
      '"http.post" must be called by a call step',
    ],
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
