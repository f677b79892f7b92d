import { stripVTControlCharacters } from 'node:util';

/** Errors of Google and of the network, with what to do. */
const advices: readonly [pattern: RegExp, advice: string][] = [
  [
    /constraints\/sql\.restrictPublicIp/,
    "Your organisation's policy sql.restrictPublicIp forbids the database's public address, which no network may use. Ask for an exception for this project (Organization Policy Administrator): docs/operations.md, Organisation policies.",
  ],
  [
    /constraints\/iam\.allowedPolicyMemberDomains|do not belong to a permitted customer/,
    'Your organisation forbids allUsers. Set "public_access": "no-invoker-check" in app\'s file: docs/operations.md, Public access.',
  ],
  [
    /quota restrictions, cannot run builds in this region/,
    'New projects may not build in this region: use one of those that the start of quickstart names.',
  ],
  [
    /creating Budget\b.{0,200}\b403\b/,
    'Without the right to make budgets on the billing account, set "billing_account": null in app\'s file: everything else works without the budget.',
  ],
];

/** @returns what to do about the known errors in a program's output */
export function explain(output: string): string[] {
  const text = inOneLine(output);
  return advices.flatMap(([pattern, advice]) => (pattern.test(text) ? [advice] : []));
}

/** Terraform frames and wraps its errors. */
function inOneLine(output: string): string {
  return stripVTControlCharacters(output).replace(/[\s│╷╵]+/g, ' ');
}

const apiDisabled =
  /has not been used in project|or it is disabled|SERVICE_DISABLED|\bAPI\b.{0,80} not enabled/;

/** Whether a program failed because an API is not enabled in the project. */
export function isApiDisabled(output: string): boolean {
  return apiDisabled.test(inOneLine(output));
}

const organisationPolicy = /constraints\/|[Oo]rg(anization)?[ _]?[Pp]olicy/;
/** What Google says of an API, an account or a right that is missing, or too new. */
const notYetEffective = [
  apiDisabled,
  /[Ss]ervice (agent|account)\b.{0,200}\b(does not exist|not found)/,
  /\b403\b|PERMISSION_DENIED|[Pp]ermission\b.{0,200} denied|does not have .{0,80}permission/,
  /NOT_AUTHORIZED|IAM .{0,40}authentication failed/,
];

/**
 * Whether a program may have failed only because Google does not know a new API, account or right
 * everywhere yet, which takes minutes.
 */
export function isNotYetEffective(output: string): boolean {
  const text = inOneLine(output);
  if (organisationPolicy.test(text)) return false;
  return notYetEffective.some((pattern) => pattern.test(text));
}
