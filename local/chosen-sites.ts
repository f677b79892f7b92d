import { type Environment, optionalSetting } from '@docpilot/shared/config';

/**
 * The documentation sites to index. Whoever names a site on their own machine may mean one of this
 * machine or of their network, so its host may have a private address.
 */
export function chosenSites(
  { sites }: { sites: readonly string[] },
  environment: Environment,
): { names: readonly string[]; privateHosts: string[] } {
  const given = optionalSetting(environment, 'sitePrivateHosts') ?? [];
  if (sites.length === 0) {
    return { names: optionalSetting(environment, 'sites') ?? [], privateHosts: given };
  }
  return { names: sites, privateHosts: [...given, ...sites.map((site) => new URL(site).host)] };
}
