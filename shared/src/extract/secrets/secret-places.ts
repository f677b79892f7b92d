/**
 * Secrets that are known by where they stand: what a rule captures as `secret` is masked, if it
 * looks like one. Every part has an upper bound.
 */
interface SecretPlace {
  form: RegExp;
  /** Whether what stands there is a secret and no placeholder, name or type. */
  accepts(secret: string): boolean;
  /** Quickly, whether the form may be found in a text at all; absent: it has to be looked for. */
  mayBeIn?(text: string): boolean;
}

const anything = (secret: string) => !isPlaceholder(secret);

const passwordName = 'password|passwd|passphrase|pwd|(?<![a-z])(?:pass|pw|passcode)';
const keyName =
  'secret(?:[_-]?(?:access[_-]?)?key(?:[_-]?base)?)?|(?:api|app|application|access|auth|account|license|private|signing|encryption|master|service[_-]?role)[_-]?key|token|credentials?';

const nameEnd = '["\'`]?[ \\t]{0,8}';
/** The end of a setting's name, and the sign between it and the value. */
function setting(names: string): string {
  return `(?:${names})${nameEnd}(?:=>|:=|[=:])[ \\t]{0,8}`;
}
/** Looking back from each sign is many times faster than looking for the names, in a text without one. */
const settingSign = new RegExp(`[=:](?<=(?:${passwordName}|${keyName})${nameEnd}[=:])`, 'i');
const mayHoldSettings = (text: string) => settingSign.test(text);

const quoted = `(?:(?<quote>["'\`])(?<secret>[^\\s"'\`]{6,256})\\k<quote>)`;
// Matched in one piece: the lookahead gives no part of it back.
const bare = `(?=(?<secret>[^\\s"'\`;&,(){}<>\\[\\]]{6,256}))\\k<secret>(?:(?=[;&,"'\`]|[ \\t]{0,8}#|[ \\t]{0,8}\\r?$))`;

export const secretPlaces: readonly SecretPlace[] = [
  // scheme://user:password@host, also as JSON escapes it
  {
    form: /:(?:\\?\/){2}[^\s:@/"'<>\\]{0,128}:(?<secret>[^\s@/"'<>]{1,256})@(?=[\w[$%{.-])/g,
    accepts: anything,
  },
  // user:password@tcp(host) of Go's MySQL driver, user/password@host of Oracle's
  {
    form: /(?<![\w.-])[\w.-]{1,64}:(?<secret>[^\s@:/]{4,128})@(?:tcp|unix)\(/g,
    accepts: anything,
    mayBeIn: (text) => text.includes('@tcp(') || text.includes('@unix('),
  },
  { form: /\bjdbc:oracle:\w{1,10}:[\w.-]{1,64}\/(?<secret>[^\s@/]{1,128})@/g, accepts: anything },
  // Headers
  {
    form: /\bBearer[ \t]{1,4}(?<secret>[\w.~+/-]{16,4096}={0,2})/gi,
    accepts: (secret) => /\d/.test(secret) && /[a-z]/i.test(secret) && !isPlaceholder(secret),
  },
  {
    form: /\bauthorization["'\\]{0,2}[ \t]{0,4}[:=][ \t]{0,4}["'\\]{0,2}(?:Basic|Token|ApiKey)[ \t]{1,4}(?<secret>[\w+/.~-]{8,1024}={0,2})/gi,
    accepts: anything,
  },
  {
    form: /\b(?:x-api-key|api-key|x-auth-token|private-token|ocp-apim-subscription-key|x-vault-token|dd-api-key)["'\\]{0,2}[ \t]{0,4}:[ \t]{0,4}["'\\]{0,2}(?<secret>[\w+/.~-]{16,512}={0,2})/gi,
    accepts: looksRandom,
  },
  // curl -u user:password
  {
    form: /\bcurl\b[^\n]{0,200}?[ \t](?:-u|--user)[ \t=]{1,4}["']?[\w.@+-]{1,64}:(?<secret>[^\s"'@]{4,128})/g,
    accepts: looksChosen,
  },
  // .netrc, .pgpass, htpasswd
  {
    form: /\b(?:machine[ \t\r\n]{1,8}\S{1,256}|default)[ \t\r\n]{1,8}login[ \t\r\n]{1,8}\S{1,128}[ \t\r\n]{1,8}password[ \t\r\n]{1,8}(?<secret>\S{1,256})/g,
    accepts: anything,
  },
  {
    form: /^[\w.*-]{1,128}:(?:\d{2,5}|\*):[\w*-]{1,64}:[\w*-]{1,64}:(?<secret>\S{4,128})$/gm,
    accepts: looksChosen,
  },
  {
    form: /(?<=[:=\s"']|^)(?<secret>\$(?:apr1|2[abxy]|[156y]|argon2id?)\$[\w./$,=+-]{20,200})/gm,
    accepts: anything,
  },
  // kubeconfig, Docker's config.json, .npmrc
  {
    form: /\bclient-key-data["']?:[ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{40,8192}={0,2})/g,
    accepts: anything,
  },
  {
    form: /"(?:auth|identitytoken|registrytoken)"[ \t]{0,4}:[ \t]{0,4}"(?<secret>[\w+/.-]{12,4096}={0,2})"/g,
    accepts: looksRandom,
  },
  {
    form: /\b_(?:auth|authToken|password)[ \t]{0,4}=[ \t]{0,4}"?(?<secret>[\w+/.-]{8,1024}={0,2})/g,
    accepts: anything,
  },
  // Azure: connection strings and shared access signatures
  {
    form: /\b(?:Account|SharedAccess)Key=(?<secret>[A-Za-z0-9+/]{40,100}={0,2})/g,
    accepts: anything,
  },
  { form: /[?&;]sig=(?<secret>[\w%+/-]{32,200}={0,2})/g, accepts: looksRandom },
  // A signed address of S3 or Google Cloud Storage
  { form: /[?&]X-(?:Amz|Goog)-Signature=(?<secret>[a-f0-9]{64,1024})/g, accepts: anything },
  {
    form: /aws[^\n]{0,32}?(?:secret|key)["'`]?[ \t]{0,8}[=:][ \t]{0,8}["'`]?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    accepts: anything,
  },
  // The private part of a JSON web key
  {
    form: /"(?:d|k|p|q|dp|dq|qi)"\s{0,8}:\s{0,8}"(?<secret>[\w-]{20,1400})"/g,
    accepts: () => true,
    mayBeIn: (text) => text.includes('"kty"'),
  },
  // Settings, quoted and bare
  ...(
    [
      [passwordName, quoted, 'gi', looksChosen],
      [passwordName, bare, 'gim', looksChosen],
      [keyName, quoted, 'gi', looksRandom],
      [keyName, bare, 'gim', looksRandom],
    ] as const
  ).map(([names, value, flags, accepts]) => ({
    form: new RegExp(setting(names) + value, flags),
    accepts,
    mayBeIn: mayHoldSettings,
  })),
];

const words =
  /^(?:my|your|some|new|old|super|example|sample|dummy|placeholder|change|me|insert|enter|here|secret|password|passwd|pass|pwd|token|api|key|value|goes|default|foo|bar|none|null|true|false|undefined|redacted|hidden|user|admin|root|test|demo|[x\d*.•_-])+$/i;

/** What stands for a secret in a manual: angle brackets, variables, stars, and the words for it. */
function isPlaceholder(secret: string): boolean {
  const first = secret[0] ?? '';
  if ('<[{$%'.includes(first) && /[\]>})%]$|^\$[A-Za-z_{(]\w*\)?$/.test(secret)) return true;
  if (/\*{3}|\.{3}|…|\$\{|\{\{|\$\(|%\(|<[\w -]+>/.test(secret)) return true;
  return secret.length <= 64 && words.test(secret);
}

/** What code, and not a person, puts behind a name: a path, an address, a call, a variable. */
function isReference(secret: string): boolean {
  return (
    /^(?:\.{0,2}\/|~\/|[a-z][a-z0-9+.-]*:\/\/|arn:|projects\/|vault:|op:\/\/|env[.:(])/i.test(
      secret,
    ) ||
    /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(secret) ||
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(secret) ||
    // A type or variable called after what it holds
    /^[A-Za-z]\w*(?:password|passwd|secret|token|key)\d?$/i.test(secret) ||
    /^@|=>|::|\(|\\[nrtdsw]/.test(secret)
  );
}

/** A password that a person chose: a digit or a sign among letters. */
function looksChosen(secret: string): boolean {
  if (isPlaceholder(secret) || isReference(secret)) return false;
  return /[A-Za-z]/.test(secret) && /\d|[!@#$%^&*+=?~].*[A-Za-z0-9]/.test(secret);
}

/** A key that a program drew: long, with letters and digits, and no word of a sentence or a name. */
function looksRandom(secret: string): boolean {
  if (secret.length < 16 || isPlaceholder(secret) || isReference(secret)) return false;
  const digits = secret.match(/\d/g)?.length ?? 0;
  if (digits < 2 || !/[A-Za-z]/.test(secret)) return false;
  // Words with hyphens are names: my-service-token-v2-2024.
  return (
    !/^[A-Za-z]+\d{0,4}(?:[-_.:/][A-Za-z]*\d{0,4})+$/.test(secret) ||
    /[a-z][A-Z][a-z]\d|\d[A-Z]|\d[a-z]{1,2}\d/.test(secret)
  );
}
