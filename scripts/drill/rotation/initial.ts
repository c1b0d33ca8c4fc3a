import type { DrillSession } from '../session';
import type { Credential } from './credential';

/** The credentials that Terraform made, and which are in the states: to be dead after the first rotation. */
export async function initialCredentials(session: DrillSession): Promise<Credential[]> {
  const states = await Promise.all(session.environment.layers.map((layer) => session.store(layer).resources(layer)));
  return states
    .flat()
    .filter(({ type }) => type === 'aws_secretsmanager_secret_version')
    .flatMap(({ attributes: { secret_string: value } }) =>
      typeof value === 'string' && value !== '' ? [JSON.parse(value) as Credential] : [],
    );
}
