import { DbOptionGroup } from '@cdktf/provider-aws/lib/db-option-group';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import type { Component } from '../shared/component';
import { Connections } from '../shared/connections';
import { regionalName } from '../shared/naming';
import { securityGroup } from '../shared/security-group';
import { dashed, type Engine, type Parameter } from './engines';
import type { DatabaseNetwork } from './props';

export interface GroupsProps {
  /** Without project and environment. */
  readonly name: string;
  readonly engineName: string;
  readonly engine: Engine;
  readonly engineVersion: string;
}

/**
 * Where data stays, so does a group that is replaced or taken out: RDS deletes none that a snapshot refers to, or a
 * database whose upgrade waits for its maintenance window. Where everything may go it goes too, and its name is free.
 */
const stays = ({ environment }: Component): boolean => !environment.allowDestroys;

/** What the engine is told. The group's name has the version, so that an upgrade makes the new one first. */
export function parameterGroup(component: Component, { name, engine, engineVersion }: GroupsProps): DbParameterGroup {
  const family = `${engine.family}${engineVersion}`;
  return new DbParameterGroup(component, 'ParameterGroup', {
    name: regionalName(component.environment, `${name}-${dashed(family)}`),
    description: `Database ${name}: TLS alone, and a log of what is slow`,
    family,
    parameter: engine.parameters.map((parameter) => ({
      name: parameter.name,
      value: parameter.value,
      applyMethod: applyMethod(parameter, engineVersion),
    })),
    skipDestroy: stays(component),
    lifecycle: { createBeforeDestroy: true },
  });
}

/**
 * At once, but for what has that value anyway: RDS keeps its own word for it there, and a plan that asks for another one
 * is never empty.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_parameter_group#problematic-plan-changes
 */
const applyMethod = ({ ownIn }: Parameter, engineVersion: string) =>
  ownIn?.includes(engineVersion) ? 'pending-reboot' : 'immediate';

/** What is plugged into the engine, where there is anything. */
export function optionGroup(component: Component, props: GroupsProps): DbOptionGroup | undefined {
  const { name, engineName, engine, engineVersion } = props;
  if (engine.options.length === 0) return undefined;
  return new DbOptionGroup(component, 'OptionGroup', {
    name: regionalName(component.environment, `${name}-${engineName}${dashed(engineVersion)}`),
    optionGroupDescription: `Database ${name}: who logged in, and who was refused`,
    engineName,
    majorEngineVersion: engineVersion,
    option: engine.options.map((option) => ({
      optionName: option.name,
      optionSettings: Object.entries(option.settings).map(([setting, value]) => ({ name: setting, value })),
    })),
    skipDestroy: stays(component),
    lifecycle: { createBeforeDestroy: true },
  });
}

export function subnetGroup(component: Component, name: string, { subnetIds }: DatabaseNetwork): DbSubnetGroup {
  return new DbSubnetGroup(component, 'SubnetGroup', {
    name: regionalName(component.environment, name),
    description: `Database ${name}`,
    subnetIds,
  });
}

/** Nobody may connect until somebody is allowed to; the database itself connects to nobody. */
export function connectionsOf(component: Component, name: string, network: DatabaseNetwork, port: number): Connections {
  const group = securityGroup(component, 'SecurityGroup', {
    name: `${name}-db`,
    description: `Database ${name}: whoever is admitted, on its port`,
    vpcId: network.vpcId,
  });
  return new Connections(component, `${name}-db`, group.id, port);
}
