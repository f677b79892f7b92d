import { type Environment, optionalSetting, requiredSetting } from '../config.ts';
import type { Embedder } from './embedder.ts';
import { openAiEmbedder } from './openai.ts';
import { vertexEmbedder } from './vertex.ts';

/**
 * The embedder that the environment configures; null for search by words only. Loads and calls
 * nothing yet.
 * @throws ConfigError that names the setting and the fix
 */
export function openEmbedder(environment: Environment): Embedder | null {
  const provider = optionalSetting(environment, 'embedProvider');
  const dimensions = optionalSetting(environment, 'embedDimensions');
  const concurrency = optionalSetting(environment, 'embedConcurrency');
  if (provider === 'openai') {
    return openAiEmbedder({
      url: requiredSetting(environment, 'embedUrl'),
      model: requiredSetting(environment, 'embedModel'),
      apiKey: optionalSetting(environment, 'embedApiKey'),
      dimensions,
      concurrency,
    });
  }
  if (provider === 'vertex') {
    return vertexEmbedder({
      projectId: requiredSetting(environment, 'projectId'),
      region: optionalSetting(environment, 'embedRegion') ?? requiredSetting(environment, 'region'),
      model: optionalSetting(environment, 'embedModel'),
      dimensions,
      concurrency,
      apiUrl: optionalSetting(environment, 'vertexApiUrl'),
      accessToken:
        optionalSetting(environment, 'embedApiKey') ??
        optionalSetting(environment, 'googleAccessToken'),
    });
  }
  return null;
}
