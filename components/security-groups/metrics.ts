import type { Environment } from '../shared/environment';
import { type MetricKind, type Offer, offer } from '../shared/metrics';
import { permissiveChanges } from './changes';

/** Where changes are recorded and counted; known wherever the environment is. */
export const changesNames = ({ project, name }: Environment) => ({
  // EventBridge writes only to groups whose name begins so, if the console is to show it as a target.
  logGroup: `/aws/events/${project}/${name}/security-group-changes`,
  namespace: `${project}/${name}/SecurityGroups`,
});

export function changesOffer(environment: Environment, { counted }: { readonly counted: boolean }): Offer {
  const { logGroup, namespace } = changesNames(environment);
  const kinds = (counted ? permissiveChanges : []).map(({ id, metricName }): [string, MetricKind] => [
    id,
    {
      name: metricName,
      statistic: 'Sum',
      periodSecs: 300,
      unit: 'Count',
      label: id.replaceAll('-', ' '),
      concern: { above: 1 },
    },
  ]);
  return offer(
    { id: 'security-groups', namespace, metrics: Object.fromEntries(kinds) },
    { subject: 'changes', logGroups: [logGroup] },
  );
}
