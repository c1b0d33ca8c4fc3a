import type { DbSecret } from '../db-secret';
import type { LambdaFunction } from '../lambda-function';
import type { Component } from '../shared/component';
import { describeFault } from '../shared/rules';
import { StackFacts } from './facts';
import { askRds } from './grants';
import type { RotatedDatabase, RotationNetwork } from './props';
import { rotationReachRules } from './reach-rules';
import { missingEdges } from './reachability';

interface Parts {
  readonly rotation: Component;
  readonly rotator: LambdaFunction;
  readonly secret: DbSecret;
  readonly database: RotatedDatabase;
  readonly network: RotationNetwork;
}

/** A fault for each edge that the stack, as it is about to be written, lacks. */
export function reachFaults({ rotation, rotator, secret, database, network }: Parts): string[] {
  const { environment } = rotation;
  const facts = new StackFacts(rotation);
  const locked = [secret, ...(secret.masterSecret ? [secret.masterSecret] : [])];
  const asked = secret.masterSecret?.passwordOwner === 'managed' ? askRds(environment) : [];
  const needs = {
    functionName: facts.text(rotator.functionName),
    functionGroup: facts.text(rotator.connections.securityGroupId),
    endpointGroup: facts.text(network.endpointSecurityGroupId),
    databaseGroup: facts.text(database.connections.securityGroupId),
    databasePort: database.port,
    secrets: locked.map(({ secretArn, keyArn }) => ({ secretArn: facts.text(secretArn), keyArn: facts.text(keyArn) })),
    askRds: asked,
  };
  const found = facts.gather(network, rotator.functionRoleArn, environment.accountId);
  return missingEdges(found, needs).map((edge) =>
    describeFault(rotation.node.path, rotationReachRules[edge.id], edge.found),
  );
}
