import { AnnotationMetadataEntryType } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What constructs warn of: what can be made, and yet is hardly meant; each with the path of who says it. */
export const warningsOf = (constructs: readonly IConstruct[]): string[] =>
  constructs.flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === AnnotationMetadataEntryType.WARN)
      .map(({ data }) => `warning: ${node.path}\n  ${data}`),
  );
