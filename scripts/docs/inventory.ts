import {
  App,
  TerraformDataSource,
  type TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
} from 'cdktf';
import type { Component } from '../../components/shared/component';
import type { Example } from './components';
import { exampleEnvironment } from './example-environment';

/** What a component is made of, as one of its examples shows it. */
export interface Inventory {
  /** Paths of constructs inside the component, by Terraform type. */
  readonly resources: ReadonlyMap<string, readonly string[]>;
  /** Terraform's names of the component's own settings, by construct id. */
  readonly variables: ReadonlyMap<string, string>;
  /** Terraform's names of the component's own outputs, by construct id. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Builds an example, without writing anything. */
export function inventory(example: Example): Inventory {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'example');
  const component = example.build(stack, exampleEnvironment);
  return {
    resources: resourcesOf(component),
    variables: namesOf(component, TerraformVariable),
    outputs: namesOf(component, TerraformOutput),
  };
}

function resourcesOf(component: Component): Map<string, string[]> {
  const found = component.node.findAll().flatMap((node): [string, string][] => {
    const path = node.node.path.slice(component.node.path.length + 1);
    if (TerraformResource.isTerraformResource(node)) return [[node.terraformResourceType, path]];
    return TerraformDataSource.isTerraformDataSource(node) ? [[`data.${node.terraformResourceType}`, path]] : [];
  });
  const types = [...new Set(found.map(([type]) => type))].sort();
  return new Map(types.map((type) => [type, found.filter((each) => each[0] === type).map(([, path]) => path)]));
}

const namesOf = (component: Component, kind: typeof TerraformVariable | typeof TerraformOutput) =>
  new Map(
    component.node.children
      .filter((child): child is TerraformElement => child instanceof kind)
      .map((child) => [child.node.id, child.friendlyUniqueId]),
  );
