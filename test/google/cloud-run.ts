import type { GoogleProject } from './google-project.ts';

/** A service of Cloud Run that is ready, as its v1 API describes it. */
export function serviceDescription(project: GoogleProject, name: string): object {
  const ready = ['Ready', 'ConfigurationsReady', 'RoutesReady'].map((type) => ({
    type,
    status: 'True',
  }));
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: project.number,
      generation: 1,
      resourceVersion: 'AAA',
      labels: { 'cloud.googleapis.com/location': 'europe-west1' },
      annotations: project.invokerCheckDisabled.has(name)
        ? { 'run.googleapis.com/invoker-iam-disabled': 'true' }
        : {},
    },
    spec: {
      template: {
        metadata: { annotations: {} },
        spec: { containers: [{ image: 'image', resources: { limits: {} } }] },
      },
      traffic: [{ latestRevision: true, percent: 100 }],
    },
    status: {
      observedGeneration: 1,
      conditions: ready,
      latestReadyRevisionName: `${name}-00001`,
      latestCreatedRevisionName: `${name}-00001`,
      traffic: [{ revisionName: `${name}-00001`, latestRevision: true, percent: 100 }],
      url: `https://${name}-abc-ew.a.run.app`,
      address: { url: `https://${name}-abc-ew.a.run.app` },
    },
  };
}
