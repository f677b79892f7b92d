import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';

/** Names this file's way of finding secrets; change it when the same text is masked otherwise. */
export const maskVersion = 'mask-1';

export interface Masked {
  /** As long as before, line by line. */
  text: string;
  /** Secrets that were masked. */
  count: number;
}

// It keeps what it measures of each text for good: some 30 KB of memory a document.
secretLintProfiler.setEnabled(false);

/** secretlint honours comments that switch it off; whoever wrote the document has no say here. */
const switchOff = '@secretlint/secretlint-rule-filter-comments';
const config = {
  rules: rules
    .filter((rule) => rule.meta.id !== switchOff)
    .map((rule) => ({ id: rule.meta.id, rule })),
};

/**
 * What secretlint does not know: private keys of every kind, Google API keys, JSON web tokens. The
 * lengths are bounded, so that no text makes the search slow.
 */
const more = [
  /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----[^-]{1,10000}-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g,
  /\bAIza[\w-]{35}(?![\w-])/g,
  /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,2000}/g,
];

/**
 * Replaces API keys, private keys, passwords in addresses and tokens by asterisks, so that store,
 * embedder and answers never hold them (invariant 10).
 */
export async function maskSecrets(text: string): Promise<Masked> {
  const secrets = new Set([
    ...(await secretsFound(text)),
    ...more.flatMap((form) => text.match(form) ?? []),
  ]);
  let masked = text;
  let count = 0;
  // The longest first: one that holds another is one secret.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (!masked.includes(secret)) continue;
    count += 1;
    masked = masked.replaceAll(secret, hidden(secret));
  }
  return { text: masked, count };
}

/**
 * The secrets themselves. secretlint's ranges do not always cover the secret, but what it quotes
 * does; of an address only the password is secret.
 */
async function secretsFound(text: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath: 'document.txt', ext: '.txt', contentType: 'text', content: text },
    options: { config, noPhysicFilePath: true },
  });
  return messages.flatMap(({ data }) =>
    Object.values(data ?? {})
      .filter((quoted): quoted is string => typeof quoted === 'string' && quoted.length >= 6)
      .map(secretPart)
      .filter((secret) => secret !== ''),
  );
}

/** Lines and length stay; an address keeps its signs before and after the password. */
function hidden(secret: string): string {
  const inner = isInAddress(secret) ? secret.slice(1, -1) : secret;
  return secret.replace(inner, inner.replace(/\S/g, '*'));
}

function isInAddress(secret: string): boolean {
  return secret.startsWith(':') && secret.endsWith('@');
}

/** An address' password, unless it is a placeholder; anything else as it is. */
function secretPart(quoted: string): string {
  const address = /^[a-z][\w+.-]*:\/\/[^/@\s]*?:([^@\s]+)@/i.exec(quoted);
  if (address === null) return quoted;
  const password = address[1] ?? '';
  const isPlaceholder = /^(<.*>|\[.*\]|\{.*\}|\$.*|\*+|x+|password|pass|secret)$/i.test(password);
  // A short password may stand elsewhere as a common word: it goes with its address.
  return isPlaceholder ? '' : `:${password}@`;
}
