import { Aspects, type IAspect, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { Component } from '../../components/shared/component';

interface Taggable extends IConstruct {
  tags?: Record<string, string>;
  readonly tagsInput: Record<string, string> | undefined;
}

const isTaggable = (node: IConstruct): node is Taggable => 'tagsInput' in node;

/** Tags whatever takes tags with the component that it belongs to. */
const componentTag: IAspect = {
  visit(node) {
    if (!isTaggable(node)) return;
    const component = Component.of(node);
    if (component) node.tags = { ...node.tagsInput, Component: component.kind };
  },
};

export const tagByComponent = (stack: TerraformStack): void => Aspects.of(stack).add(componentTag);
