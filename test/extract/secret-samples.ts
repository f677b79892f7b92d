import { generateKeyPairSync } from 'node:crypto';

/** Letters as a program draws them, the same in each run; no scanner takes them for a real key. */
let seed = 7;
function drawn(length: number, letters: string): string {
  let text = '';
  while (text.length < length) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += letters[(seed >> 8) % letters.length];
  }
  return text;
}
const hex = (length: number) => drawn(length, '0123456789abcdef');
const small = (length: number) => drawn(length, 'abcdefghijklmnopqrstuvwxyz0123456789');
const upper = (length: number) => drawn(length, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567');
const mixed = (length: number) =>
  drawn(length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const letters = (length: number) => drawn(length, 'ABCDEFGHIJKLMabcdefghijklm');
export const base64 = (length: number) => drawn(length, 'ABCDEFGHabcdefgh0123456789+/');
export const lines = (count: number) => Array.from({ length: count }, () => base64(64)).join('\n');

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encrypted = String(
  pem.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
).trim();
export const dashes = '-'.repeat(5);
const key = (kind: string, body: string, end = `\n${dashes}END ${kind}${dashes}`) =>
  `${dashes}BEGIN ${kind}${dashes}\n${body}${end}`;
const password = `tR9${'!kestrel'}-4q`;

export interface Sample {
  name: string;
  text: string;
  /** What must be gone from it. */
  secret: string;
}

const token = (name: string, secret: string): Sample => ({
  name,
  text: `Use ${secret} here.`,
  secret,
});
const inside = (name: string, before: string, secret: string, after = ''): Sample => ({
  name,
  text: `first\n${before}${secret}${after}\nlast`,
  secret,
});

export const secretSamples: Sample[] = [
  token('GitHub, classic', `ghp_${mixed(36)}`),
  token('GitHub, server to server', `ghs_${mixed(36)}`),
  token('GitHub, fine-grained', `github_pat_${mixed(22)}_${mixed(59)}`),
  token('GitLab, personal', `glpat-${mixed(20)}`),
  token('GitLab, routable', `glpat-${mixed(27)}.01.${small(9)}`),
  token('GitLab, runner', `glrt-${mixed(20)}`),
  token('GitLab, deploy', `gldt-${mixed(20)}`),
  token('Bitbucket', `ATBB${mixed(32)}`),
  token('Atlassian', `ATATT3xFfGF0${mixed(172)}=${upper(8)}`),
  token('AWS access key id', `AKIA${upper(16)}`),
  token('AWS temporary key id', `ASIA${upper(16)}`),
  inside('AWS secret key', 'aws_secret_access_key = ', `${base64(19)}/${mixed(20)}`),
  token('Google API key', `AIza${mixed(35)}`),
  token('Google OAuth client secret', `GOCSPX-${mixed(28)}`),
  token('Google access token', `ya29.a0${mixed(120)}`),
  token('Azure client secret', `${mixed(3)}8Q~${mixed(34)}`),
  inside(
    'Azure storage',
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=',
    `${base64(86)}==`,
    ';EndpointSuffix=core',
  ),
  inside(
    'Azure service bus',
    'Endpoint=sb://a/;SharedAccessKeyName=x;SharedAccessKey=',
    `${base64(43)}=`,
  ),
  inside('Azure SAS', 'https://a.blob.core.windows.net/b?sv=2022&sig=', `${mixed(40)}7%2B%3D`),
  token('Slack bot', `xoxb-${'123456789012-1234567890123'}-${mixed(24)}`),
  token('Slack app', `xapp-1-A${upper(9)}-1234567890123-${hex(64)}`),
  token('Slack webhook', `hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${mixed(24)}`),
  token('Discord bot', `M${mixed(23)}.${mixed(6)}.${mixed(38)}`),
  token('Discord webhook', `discord.com/api/webhooks/123456789012345678/${mixed(68)}`),
  token('Telegram', `123456789:AA${mixed(33)}`),
  token('Stripe', `sk_live_${mixed(24)}`),
  token('Stripe, restricted', `rk_live_${mixed(24)}`),
  token('Stripe webhook', `whsec_${mixed(32)}`),
  token('Square', `sq0csp-${mixed(43)}`),
  token('Shopify', `shpat_${hex(32)}`),
  token('OpenAI', `sk-proj-${mixed(74)}T3BlbkFJ${mixed(74)}`),
  token('OpenAI, older', `sk-${mixed(20)}T3BlbkFJ${mixed(20)}`),
  token('Anthropic', `sk-ant-api03-${mixed(93)}AA`),
  token('Groq', `gsk_${mixed(52)}`),
  token('Hugging Face', `hf_${letters(34)}`),
  token('Replicate', `r8_${mixed(37)}`),
  token('SendGrid', `SG.${mixed(10)}-${mixed(11)}.${mixed(20)}-${mixed(22)}`),
  token('Mailgun', `key-${hex(32)}`),
  token('Mailchimp', `${hex(32)}-us12`),
  token('Brevo', `xkeysib-${hex(64)}-${mixed(16)}`),
  token('Twilio key', `SK${hex(32)}`),
  inside('Twilio token', 'TWILIO_AUTH_TOKEN=', hex(32)),
  token('npm', `npm_${mixed(36)}`),
  token('PyPI', `pypi-AgEIcHlwaS5vcmc${mixed(150)}`),
  token('RubyGems', `rubygems_${hex(48)}`),
  token('Docker Hub', `dckr_pat_${mixed(27)}`),
  token('NuGet', `oy2${small(43)}`),
  token('DigitalOcean', `dop_v1_${hex(64)}`),
  token('Terraform', `${mixed(14)}.atlasv1.${mixed(67)}`),
  token('Vault', `hvs.${mixed(90)}`),
  token('Databricks', `dapi${hex(32)}`),
  token('PlanetScale', `pscale_tkn_${mixed(43)}`),
  token('Supabase', `sbp_${hex(40)}`),
  token('Doppler', `dp.st.dev.${mixed(40)}`),
  token('Pulumi', `pul-${hex(40)}`),
  token('Tailscale', `tskey-auth-${mixed(12)}-${mixed(32)}`),
  token('Sentry', `sntrys_${base64(90)}`),
  token('Grafana', `glsa_${mixed(32)}_${hex(8)}`),
  token('New Relic', `NRAK-${upper(27)}`),
  token('Linear', `lin_api_${mixed(40)}`),
  token('Notion', `ntn_${mixed(46)}`),
  token('Figma', `figd_${mixed(44)}`),
  token('Postman', `PMAK-${hex(24)}-${hex(34)}`),
  token('Airtable', `pat${mixed(14)}.${hex(64)}`),
  token('age', `AGE-SECRET-KEY-1${upper(58)}`),
  token('DocPilot itself', `dp_${mixed(32)}`),
  token('a JSON web token', `eyJ${mixed(30)}.eyJ${mixed(60)}.${mixed(43)}`),
  token('an encrypted web token', `eyJ${mixed(30)}..${mixed(16)}.${mixed(60)}.${mixed(22)}`),
  ...['postgres', 'redis', 'amqp', 'smtp', 'ftp', 'ssh', 'sqlserver', 'mongodb+srv', 'https'].map(
    (scheme) => inside(`${scheme} address`, `url: ${scheme}://me:`, password, '@db.example.com/x'),
  ),
  inside('an address with escapes', 'git clone https://me:', 'p%40ss%2Fw0rd', '@git.example.com/x'),
  inside('an address without a user', 'REDIS_URL=redis://:', password, '@cache:6379/0'),
  inside('an address as JSON escapes it', '{"url":"https:\\/\\/me:', password, '@example.com"}'),
  inside('a JDBC address', 'jdbc:postgresql://db/x?user=me&password=', password, '&ssl=true'),
  inside('Oracle’s JDBC address', 'jdbc:oracle:thin:scott/', password, '@//db:1521/x'),
  inside('an ADO string', 'Server=db;User Id=me;Password=', password, ';Encrypt=true'),
  inside('an ADO string, short', 'Data Source=db;Uid=me;Pwd=', password, ';'),
  inside('Go’s MySQL address', 'me:', password, '@tcp(127.0.0.1:3306)/x'),
  inside('.env', 'DB_PASSWORD=', password),
  inside('.env, quoted', 'export SMTP_PASS="', password, '"'),
  inside('.env with a comment', 'ADMIN_PASSWORD=', password, ' # rotate'),
  inside('.env, a key', 'APP_SECRET_KEY=', mixed(40)),
  inside('properties', 'spring.datasource.password=', password),
  inside('YAML', '  password: ', password),
  inside('JSON', '{"clientSecret": "', mixed(40), '"}'),
  inside('code', "const dbPassword = '", password, "';"),
  inside('Ruby', ":password => '", password, "'"),
  inside('Rails', 'secret_key_base: ', hex(128)),
  inside('a Bearer header', 'Authorization: Bearer ', mixed(40)),
  inside('a Basic header', "-H 'Authorization: Basic ", `${base64(24)}==`, "'"),
  inside('a key’s header', 'X-API-KEY: ', mixed(32)),
  inside('curl', 'curl -s -u me:', password, ' https://example.com'),
  inside('.netrc', 'machine example.com login me password ', password),
  inside('.netrc on lines', 'machine example.com\n  login me\n  password ', password),
  inside('.pgpass', 'db.example.com:5432:app:me:', password),
  inside('a hash of a password', 'me:', `$2b$12$${mixed(53)}`),
  inside('kubeconfig’s key', '    client-key-data: ', base64(400)),
  inside('kubeconfig’s token', '    token: ', mixed(40)),
  inside('Docker’s config', '{"auths":{"x":{"auth": "', `${base64(39)}7`, '"}}}'),
  inside('.npmrc', '//registry.example.com/:_authToken=', mixed(36)),
  inside('a signed address', 'https://b.s3.amazonaws.com/a?X-Amz-Signature=', hex(64)),
  inside('an RSA key', '', String(pem.privateKey.export({ type: 'pkcs1', format: 'pem' })).trim()),
  inside('an encrypted key', '', encrypted),
  inside(
    'an encrypted key with headers',
    '',
    key(
      'RSA PRIVATE KEY',
      `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${hex(32)}\n\n${lines(6)}`,
    ),
  ),
  inside('an OpenSSH key', '', key('OPENSSH PRIVATE KEY', lines(6))),
  inside(
    'a PGP key',
    '',
    key('PGP PRIVATE KEY BLOCK', `Version: GnuPG v2\n\n${lines(6)}\n=${mixed(4)}`),
  ),
  inside('a key without its end', '', key('EC PRIVATE KEY', lines(3), '')),
  inside(
    'a key inside JSON',
    '{"private_key": "',
    key('PRIVATE KEY', lines(4)).replaceAll('\n', '\\n'),
    '\\n"}',
  ),
  inside('a PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 2\n', lines(2)),
  inside('a JSON web key', '{"kty":"EC","crv":"P-256","d":"', mixed(43), '"}'),
];
