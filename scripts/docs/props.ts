import { join } from 'node:path';
import { type InterfaceDeclaration, Project, type PropertySignature } from 'ts-morph';
import { UserError } from '../shared/errors';

/** A property of a component that is no setting: a construct, a name, what a plan cannot override. */
export interface Property {
  /** `name`, or `aging.expireAfterDays` where it is a part of another. */
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly describes: string;
  /** What holds where it is left out. */
  readonly default?: string;
}

/** The properties that a component's props.ts declares besides its settings. */
export function otherProperties(root: string, component: string, interfaceName: string): Property[] {
  const file = join(root, 'components', component, 'props.ts');
  const source = new Project({ skipAddingFilesFromTsConfig: true }).addSourceFileAtPath(file);
  const props = source.getInterface(interfaceName);
  if (!props) throw new UserError(`components/${component}/props.ts declares no interface ${interfaceName}`);
  return propertiesOf(props, '');
}

/** An interface of the same file is told with its parts. */
function propertiesOf(declared: InterfaceDeclaration, prefix: string): Property[] {
  return declared.getProperties().flatMap((property) => {
    const described = describe(property, prefix);
    const parts = declared.getSourceFile().getInterface(described.type);
    return parts ? [described, ...propertiesOf(parts, `${described.name}.`)] : [described];
  });
}

function describe(property: PropertySignature, prefix: string): Property {
  const docs = property.getJsDocs();
  const tag = docs.flatMap((doc) => doc.getTags()).find((each) => each.getTagName() === 'default');
  return {
    name: `${prefix}${property.getName()}`,
    type: property.getTypeNodeOrThrow().getText().replace(/\s+/g, ' '),
    optional: property.hasQuestionToken(),
    describes: docs.map((doc) => doc.getDescription().trim()).join(' '),
    default: tag?.getCommentText(),
  };
}
