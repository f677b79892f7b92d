import { longRuns } from './long-runs.ts';

/**
 * Tokens that are known by their own form, as their vendors publish it or secret scanners (GitHub's
 * and GitLab's documentation, gitleaks) describe it. Each begins with fixed letters and has an upper
 * bound, so that reading a text takes time in proportion to its length.
 */
const shapes: readonly string[] = [
  // GitHub, GitLab, Bitbucket
  'gh[pousr]_[A-Za-z0-9]{36,255}',
  'github_pat_\\w{50,255}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct|oas|rtr|wt)-[\\w-]{20,300}(?:\\.[\\w.]{2,60})?',
  'GR1348941[\\w-]{20}',
  'ATBB[A-Za-z0-9]{32}',
  'ATATT3[\\w=-]{100,400}',
  // Amazon, Google, Microsoft
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])',
  'ABSK[A-Za-z0-9+/]{109,269}={0,2}',
  'AIza[\\w-]{35}(?![\\w-])',
  'GOCSPX-[\\w-]{28}(?![\\w-])',
  'ya29\\.[\\w-]{30,2048}',
  '1//0[\\w-]{40,200}',
  '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}',
  // Chat
  'xox[abeoprs]-(?:\\d-)?[A-Za-z0-9-]{20,250}',
  'xapp-\\d-[A-Z0-9]{5,20}-\\d{8,16}-[a-z0-9]{40,80}',
  'xoxe\\.xox[bp]-\\d-[A-Za-z0-9]{100,300}',
  '[MNO][A-Za-z\\d_-]{23,27}\\.[\\w-]{6,7}\\.[\\w-]{27,42}',
  '\\d{8,10}:AA[\\w-]{33}(?![\\w-])',
  // Payment and shops
  '[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,250}',
  'whsec_[A-Za-z0-9+/]{24,100}={0,2}',
  'sq0(?:atp|csp)-[\\w-]{22,43}',
  'EAAA[\\w-]{60}(?![\\w-])',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  // Models
  'sk-(?:proj|svcacct|admin|None)-[\\w-]{40,250}',
  'sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}',
  'sk-ant-[a-z]{3,10}\\d\\d-[\\w-]{80,200}',
  'sk-or-v1-[a-f0-9]{64}',
  'gsk_[A-Za-z0-9]{48,60}',
  'xai-[A-Za-z0-9]{70,90}',
  'hf_[A-Za-z]{34}(?![A-Za-z0-9])',
  'r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])',
  'pplx-[A-Za-z0-9]{48,60}',
  // Mail and messages
  'SG\\.[\\w-]{16,32}\\.[\\w-]{32,64}',
  'key-[a-f0-9]{32}(?![A-Za-z0-9])',
  '[a-f0-9]{32}-us\\d{1,2}(?!\\d)',
  'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}',
  'SK[a-f0-9]{32}(?![A-Za-z0-9])',
  're_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30}',
  // Packages and builds
  'npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])',
  'pypi-AgE[\\w-]{50,1000}',
  'rubygems_[a-f0-9]{48}',
  'dckr_(?:pat|oat)_[\\w-]{27,40}',
  'oy2[a-z0-9]{43}(?![A-Za-z0-9])',
  'cio[A-Za-z0-9]{32}(?![A-Za-z0-9])',
  'CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40}',
  'bkua_[a-z0-9]{40}',
  // Hosting and data
  'do[opr]_v1_[a-f0-9]{64}',
  '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,80}',
  'hv[sbr]\\.[\\w-]{24,300}',
  'HRKU-[\\w-]{36,80}',
  'fo1_[\\w-]{43}',
  'FlyV1 fm\\d[a-z]?_[A-Za-z0-9+/=,_]{100,1000}',
  'nfp_[A-Za-z0-9]{36}',
  'dapi[a-f0-9]{32}(?:-\\d)?(?![A-Za-z0-9])',
  'pscale_(?:tkn|oauth|pw)_[\\w.=-]{32,64}',
  'sb[ps]_[a-z0-9]{40}(?![A-Za-z0-9])',
  'sb_secret_[\\w-]{20,60}',
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,60}',
  'pul-[a-f0-9]{40}',
  'tskey-[a-z]{2,10}-[A-Za-z0-9-]{20,80}',
  // Watching and working
  'sntry[su]_[\\w+/=-]{60,400}',
  'gl(?:c_|sa_)[\\w+/=]{32,400}',
  'NRAK-[A-Z0-9]{27}',
  'phx_[A-Za-z0-9]{40,60}',
  'lin_api_[A-Za-z0-9]{40}',
  '(?:secret|ntn)_[A-Za-z0-9]{43,50}(?![A-Za-z0-9])',
  'figd_[\\w-]{40,60}',
  'PMAK-[a-f0-9]{24}-[a-f0-9]{34}',
  'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}',
  'ops_eyJ[\\w-]{200,2000}',
  'dop_[\\w-]{32,64}',
  'dp_[\\w-]{32,64}',
  'AGE-SECRET-KEY-1[0-9A-Z]{58}',
  'age-secret-key-1[0-9a-z]{58}',
  // An incoming webhook's address is its password.
  'hooks\\.slack\\.com/(?:services|workflows)/[\\w/]{40,120}',
  'discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[\\w-]{60,80}',
];

/** A token in a text, by its form alone; what stands before it may not go on into it. */
export const tokenShape = new RegExp(`(?<![A-Za-z0-9])(?:${shapes.join('|')})`, 'g');

/**
 * Whether a text may hold such a token: looking for runs of its characters first, and for tokens in
 * these alone, takes a third of the time.
 */
export function mayHoldToken(text: string): boolean {
  return text.includes('FlyV1 ') || longRuns(text).search(tokenShape) >= 0;
}

/** A signed or encrypted JSON web token. One may begin only where a run of its letters does. */
export const webToken =
  /(?<![\w-])eyJ[\w-]{10,16000}\.(?:eyJ[\w-]{10,16000}\.[\w-]{20,2000}|[\w-]{0,2000}\.[\w-]{8,200}\.[\w-]{8,16000}\.[\w-]{8,200})/g;
