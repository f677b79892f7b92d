import { describe, expect, it } from 'vitest';
import { usageText } from '../../scripts/deploy/quickstart-plan.ts';

const options = {
  project: 'acme-docs',
  region: 'europe-west1',
  instance: 'docpilot',
  dryRun: false,
  yes: false,
};

describe('the quickstart', () => {
  it('ends with the command that connects an assistant, and where its key is', () => {
    expect(usageText(options)).toContain('claude mcp add --transport http docpilot https://');
    expect(usageText(options)).toContain(
      'gcloud secrets versions access latest --secret=docpilot-api-token --project=acme-docs',
    );
  });

  it('ends with the addresses to paste at Google, and at claude.ai and ChatGPT', () => {
    const text = usageText(options, '123456789012');
    expect(text).toContain(`https://mcp-123456789012.${options.region}.run.app/mcp\n`);
    expect(text).toContain(`https://mcp-123456789012.${options.region}.run.app/callback\n`);
    expect(text).toContain('https://console.cloud.google.com/auth/branding?project=acme-docs');
  });
});
