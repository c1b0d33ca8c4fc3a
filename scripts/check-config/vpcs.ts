import { failed, type Outcome, passed } from '../shared/checks';
import { counted } from '../shared/counted';
import { conflict, type Network } from './cidr';

/** A VPC of the account. */
export interface AccountVpc {
  readonly id: string;
  readonly name: string;
  readonly cidrs: readonly string[];
}

/**
 * Compares the VPCs of an account with what an environment asks for.
 * @param own the environment and the range that it asks for
 * @param appliedId id of its VPC as the state says; undefined where it was never applied
 */
export function vpcsOutcome(own: Network, appliedId: string | undefined, vpcs: readonly AccountVpc[]): Outcome {
  const applied = vpcs.find(({ id }) => id === appliedId);
  const faults: string[] = [];
  if (appliedId && !applied)
    faults.push(
      `${own.owner}: ${appliedId} is in the state, and not in the account: somebody deleted it.\nfix: npm run plan -- ${own.owner} network shows what a deployment would make anew`,
    );
  if (applied && !applied.cidrs.includes(own.cidr))
    faults.push(
      `${own.owner}: ${appliedId} has ${applied.cidrs.join(', ')}; expected ${own.cidr}. A deployment would replace it, and all that is in it.\nfix: set vpcCidr in stacks/${own.owner}.ts back, unless that is meant`,
    );
  const others = vpcs.filter(({ id }) => id !== appliedId);
  for (const { id, name, cidrs } of others)
    for (const cidr of cidrs) {
      const fault = conflict(own, { owner: name ? `${id}, ${name},` : id, cidr });
      if (fault) faults.push(fault);
    }
  if (faults.length > 0) return failed(faults);
  return passed(
    `${appliedId ? `${appliedId} is there` : 'not applied yet'}; ${counted(others.length, 'other VPC')}, no conflict with ${own.cidr}`,
  );
}
