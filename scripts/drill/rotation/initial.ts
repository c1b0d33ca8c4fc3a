import { backendOf } from '../../deployment/state-store';
import type { DrillSession } from '../session';
import type { Credential } from './credential';

interface StateJson {
  readonly resources: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes: { readonly secret_string?: string } }[];
  }[];
}

/** The credentials that Terraform made, and which are in the states: to be dead after the first rotation. */
export async function initialCredentials(session: DrillSession): Promise<Credential[]> {
  const states = await Promise.all(
    session.environment.layers.map((layer) => session.store(layer).read(layer, backendOf(layer).key)),
  );
  return states.flatMap((state) =>
    ((state ? JSON.parse(state.toString()) : { resources: [] }) as StateJson).resources
      .filter(({ type }) => type === 'aws_secretsmanager_secret_version')
      .flatMap(({ instances }) => instances)
      .flatMap(({ attributes }) =>
        attributes.secret_string ? [JSON.parse(attributes.secret_string) as Credential] : [],
      ),
  );
}
