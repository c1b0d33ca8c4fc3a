import type { DashboardBody } from '../../components/dashboards';

/** Terraform JSON of a stack, as far as dashboards are concerned. */
export interface StackJson {
  readonly resource?: {
    readonly aws_cloudwatch_dashboard?: Readonly<
      Record<string, { readonly dashboard_name: string; readonly dashboard_body: string }>
    >;
  };
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
}

/** A dashboard as it will be in CloudWatch, but for ids that only AWS knows. */
export interface Dashboard {
  readonly name: string;
  readonly body: DashboardBody;
}

/** Every dashboard of a stack, in the order in which they were made. */
export function dashboardsOf(stack: StackJson): Dashboard[] {
  return Object.values(stack.resource?.aws_cloudwatch_dashboard ?? {}).map((resource) => ({
    name: resource.dashboard_name,
    body: JSON.parse(readable(stack, bodyText(stack, resource.dashboard_body))),
  }));
}

/** The text of a body; Terraform writes most of them from a local value. */
function bodyText({ locals = {} }: StackJson, text: string): string {
  const [, local] = /^\$\{jsonencode\(local\.(\w+)\)\}$/.exec(text) ?? [];
  return local === undefined ? text : JSON.stringify(locals[local]);
}

/**
 * JSON whose references are put in a person's words: a variable is its value, anything else a name in ‹ ›. A text that
 * is nothing but a variable takes the type of its value.
 */
function readable(stack: StackJson, json: string): string {
  const values = stack.variable ?? {};
  return json
    .replace(/"\$\{var\.(\w+)\}"/g, (_, name: string) => JSON.stringify(values[name]?.default ?? `‹${name}›`))
    .replace(/\$\{var\.(\w+)\}/g, (_, name: string) => inText(String(values[name]?.default ?? `‹${name}›`)))
    .replace(/(?<!\$)\$\{([^}]*)\}/g, (_, reference: string) => inText(`‹${spoken(reference)}›`))
    .replaceAll('$${', '${');
}

const inText = (text: string) => JSON.stringify(text).slice(1, -1);

/** `network: nat_gateway_ids, 0` for an output that is read, and the address of a resource without what makes it unique. */
const spoken = (reference: string): string =>
  reference
    .replace(/^element\((.*), (\d+)\)$/, '$1 $2')
    .replace(/^data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)/, '$1: $2')
    .replace(/_[0-9A-F]{8}(?=\.|$)/g, '');
