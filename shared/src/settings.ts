import { expand } from 'brace-expansion';
import * as z from 'zod';
import { apiKeyList } from './api-key-list.ts';
import { list, repositories } from './repository-list.ts';
import { signInSettings } from './settings-of-sign-in.ts';

/** As in .gitignore; a space or comma that belongs to a pattern is written behind a backslash. */
const patterns = z
  .string()
  .transform((text) => text.match(/(?:\\.|\{[^{}\s]*\}|[^\s,])+/g) ?? [])
  .transform((items) =>
    items.flatMap((item) => (item.includes('{') ? expand(item, { max: 100 }) : item)),
  )
  .pipe(z.array(z.string()))
  // What neither can mean anything in .gitignore's way.
  .refine((items) => !items[0]?.startsWith('!') && !items.some((item) => /[@?+*!]\(/.test(item)));

const patternRules =
  'as in .gitignore, separated by commas, for example docs/,*.md; the first may not begin with !, and +(a|b) and its like are not understood';

/** Several can be valid at once, so that they can be rotated; none is a few characters repeated. */
const isVaried = (text: string) => new Set(text).size >= 6 && !/^(.+?)\1+$/s.test(text);
const secret = z.string().min(16).refine(isVaried);
const secrets = list.pipe(z.array(secret).min(1));
const secretRules =
  'at least 16 characters that nobody can guess, for example from openssl rand -hex 24 (several, separated by commas, can be valid at the same time)';
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** Every setting: its variable, its form, and what to do if it is missing or not valid. */
export const settings = {
  apiKeys: {
    variable: 'API_TOKEN',
    form: apiKeyList(secret),
    fix: `set it to a secret key of ${secretRules}; ann=KEY gives a key a name, and ann:60=KEY at most 60 requests a minute, too`,
  },
  projectId: {
    variable: 'PROJECT_ID',
    form: z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
    fix: "set it to the Google Cloud project's id, for example my-team-docs",
  },
  region: {
    variable: 'REGION',
    form: z.string().regex(/^[a-z]+-[a-z]+\d+$/),
    fix: 'set it to the Google Cloud region of the functions, for example europe-west1',
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    form: z.string().regex(/^postgres(ql)?:\/\//),
    fix: 'set it to postgresql://USER:PASSWORD@HOST:5432/NAME, or to …/NAME?host=/cloudsql/PROJECT:REGION:INSTANCE for Cloud SQL',
  },
  cloudSqlInstance: {
    variable: 'CLOUD_SQL_INSTANCE',
    form: z.string().regex(/^[^:\s]+:[^:\s]+:[^:\s]+$/),
    fix: 'set it to PROJECT:REGION:INSTANCE',
  },
  databaseUser: {
    variable: 'DB_USER',
    form: z.string().min(1),
    fix: 'set it to the database user; for IAM, the service account without .gserviceaccount.com',
  },
  databaseName: {
    variable: 'DB_NAME',
    form: z.string().min(1),
    fix: 'set it to the name of the database',
  },
  poolSize: {
    variable: 'DB_POOL_SIZE',
    form: z.coerce.number().int().min(1).max(50),
    fix: 'set it to the number of database connections per instance, 1 to 50',
  },
  githubToken: {
    variable: 'GH_PAT',
    form: z.string().min(1),
    fix: 'set it to a GitHub token that can read the contents of the repositories',
  },
  webhookSecrets: {
    variable: 'GH_WEBHOOK_SECRET',
    form: secrets,
    fix: `set it to the secret of the webhook on GitHub, ${secretRules}`,
  },
  repositories: {
    variable: 'GH_REPOS',
    form: repositories,
    fix: 'set it to repositories as owner/name, owner/name@branch or owner/*, separated by commas',
  },
  conversations: {
    variable: 'GH_CONVERSATIONS',
    form: z.union([
      z.enum(['on', 'off']),
      list.pipe(z.array(z.string().regex(/^[\w.-]+\/[\w.-]+$/))),
    ]),
    fix: 'set it to on, off, or repositories as owner/name, separated by commas: those whose issues, pull requests, discussions and releases are indexed; unset, it is on',
  },
  bots: {
    variable: 'GH_BOTS',
    form: list.pipe(z.array(z.string().regex(/^!?[\w.-]+(\[bot\])?$/))),
    fix: 'set it to accounts whose issues and comments are left out as those of bots are, separated by commas; after !, a bot whose are not',
  },
  driveFolders: {
    variable: 'GDRIVE_FOLDER_ID',
    form: list.pipe(z.array(z.string().regex(/^[\w-]+$/))),
    fix: 'set it to the ids of Drive folders (the last part of their addresses), separated by commas',
  },
  sites: {
    variable: 'SITES',
    form: list.pipe(z.array(z.url().regex(/^https?:\/\/[^/@]+(?:\/(?!\.)[^/#]*)*$/))),
    fix: 'set it to the addresses of documentation sites, for example https://docs.example.com/guide/, separated by commas; none may have a password, a # or a folder that begins with a dot',
  },
  sitePrivateHosts: {
    variable: 'SITE_PRIVATE_HOSTS',
    form: list.pipe(z.array(z.string().regex(/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i))),
    fix: 'set it to the hosts of sites in your own network, each as in its address, for example wiki.internal:8080, separated by commas',
  },
  siteContact: {
    variable: 'SITE_CONTACT',
    form: z.string().regex(/^(?:https?:\/\/[^\s()]+|[^\s()@]+@[^\s()@]+)$/),
    fix: 'set it to a URL or a mail address where the owners of sites reach you',
  },
  localFolders: {
    variable: 'LOCAL_FOLDERS',
    form: z.string().transform((text) => text.split('\n')),
    fix: 'set it to paths of folders on this machine, one on each line',
  },
  include: {
    variable: 'INCLUDE',
    form: patterns,
    fix: `set it to patterns of the paths to index ${patternRules}`,
  },
  exclude: {
    variable: 'EXCLUDE',
    form: patterns,
    fix: `set it to patterns of the paths to leave out ${patternRules}`,
  },
  maxFileBytes: {
    variable: 'MAX_FILE_BYTES',
    form: z.coerce.number().int().min(1024).max(33_554_432),
    fix: 'set it to the size in bytes above which a text file is skipped, 1024 to 33554432',
  },
  hiddenCells: {
    variable: 'HIDDEN_CELLS',
    form: z.enum(['omit', 'mark']),
    fix: 'set it to omit, to leave out hidden sheets, rows and columns, or to mark, to index them marked',
  },
  sliceSeconds: {
    variable: 'SLICE_SECONDS',
    form: z.coerce.number().int().min(1).max(1700),
    fix: 'set it to the seconds that one time slice of a sync may run, 1 to 1700',
  },
  githubApiUrl: {
    variable: 'GITHUB_API_URL',
    form: httpUrl,
    fix: "set it to the address of GitHub's REST API, for example https://api.github.com",
  },
  driveApiUrl: {
    variable: 'DRIVE_API_URL',
    form: httpUrl,
    fix: 'set it to the address of the Google Drive API',
  },
  workflowsApiUrl: {
    variable: 'WORKFLOWS_API_URL',
    form: httpUrl,
    fix: 'set it to the address of the Workflows executions API',
  },
  workflowName: {
    variable: 'WORKFLOW_NAME',
    form: z.string().regex(/^[A-Za-z][\w-]*$/),
    fix: 'set it to the name of the deployed workflow',
  },
  googleAccessToken: {
    variable: 'GOOGLE_ACCESS_TOKEN',
    form: z.string().min(1),
    fix: 'set it to a fixed access token for the Google APIs, or leave it unset to use the service account',
  },
  embedProvider: {
    variable: 'EMBED_PROVIDER',
    form: z.enum(['openai', 'vertex']),
    fix: 'set it to openai (any server with /v1/embeddings, with EMBED_URL and EMBED_MODEL) or vertex, or leave it unset to search by words only',
  },
  embedUrl: {
    variable: 'EMBED_URL',
    form: httpUrl,
    fix: 'set it to the address of an OpenAI-compatible API, for example http://127.0.0.1:11434/v1 for Ollama',
  },
  embedModel: {
    variable: 'EMBED_MODEL',
    form: z.string().regex(/^[\w./:@+-]+$/),
    fix: 'set it to the name of the embedding model, for example nomic-embed-text',
  },
  embedApiKey: {
    variable: 'EMBED_API_KEY',
    form: z.string().min(1),
    fix: "set it to the embedding server's key, or leave it unset if it needs none",
  },
  embedDimensions: {
    variable: 'EMBED_DIMENSIONS',
    form: z.coerce.number().int().min(1).max(4000),
    fix: 'set it to the length of the vectors to request, 1 to 4000, or leave it unset for the default of the model',
  },
  embedConcurrency: {
    variable: 'EMBED_CONCURRENCY',
    form: z.coerce.number().int().min(1).max(64),
    fix: 'set it to the number of embedding requests to send at the same time, 1 to 64',
  },
  embedMonthlyCharacters: {
    variable: 'EMBED_MONTHLY_CHARACTERS',
    form: z.coerce.number().int().min(0),
    fix: 'set it to the number of characters that may be embedded in a calendar month, for example 100000000',
  },
  embedWeight: {
    variable: 'EMBED_WEIGHT',
    form: z.coerce.number().min(0).max(1),
    fix: 'set it to the share of meaning in the ranking, 0 (words only) to 1, or leave it unset for .3',
  },
  embedRegion: {
    variable: 'EMBED_REGION',
    form: z.string().regex(/^(eu|us|global|[a-z]+-[a-z]+\d+)$/),
    fix: 'set it to a region of Vertex AI, to eu, us or global, or leave it unset for REGION',
  },
  vertexApiUrl: {
    variable: 'VERTEX_API_URL',
    form: httpUrl,
    fix: 'set it to the address of the Vertex AI API',
  },
  publicUrl: {
    variable: 'PUBLIC_URL',
    form: httpUrl,
    fix: 'set it to the public address of DocPilot, for example https://europe-west1-my-team-docs.cloudfunctions.net',
  },
  mcpUrl: {
    variable: 'MCP_URL',
    form: httpUrl.refine((url) => new URL(url).pathname === '/mcp'),
    fix: 'set it to the address of the MCP endpoint at the root of its host, for example https://mcp-123456789012.europe-west1.run.app/mcp',
  },
  googleAccountsUrl: {
    variable: 'GOOGLE_ACCOUNTS_URL',
    form: httpUrl,
    fix: 'set it to the issuer that signs people in',
  },
  ...signInSettings,
  requestsPerMinute: {
    variable: 'RATE_LIMIT_PER_MINUTE',
    form: z.coerce.number().int().min(0).max(1_000_000),
    fix: 'set it to the number of requests that each API key or person may send in a minute; 0 for no limit',
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    form: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    fix: 'set it to debug, info, warn, error or silent',
  },
} satisfies Record<string, { variable: string; form: z.ZodType; fix: string }>;
