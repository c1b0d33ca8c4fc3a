import { AnnotationMetadataEntryType } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What the constructs below `scope` warn of: what can be made, and yet is hardly meant; each with the path of who says it. */
export const warningsOf = (scope: IConstruct): string[] =>
  scope.node
    .findAll()
    .flatMap((each) =>
      each.node.metadata
        .filter(({ type }) => type === AnnotationMetadataEntryType.WARN)
        .map(({ data }) => `warning: ${each.node.path}\n  ${data}`),
    );
