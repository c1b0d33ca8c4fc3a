/** What a plan knows of a resource that it makes; unknown values are absent. */
export type Values = Readonly<Record<string, unknown>>;

type Rule = (values: Values, id: string | undefined) => string | undefined;

const text = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : String(value));

/** The values of attributes, put together; undefined where one of them is not known yet. */
function joined(separator: string, ...names: readonly string[]): Rule {
  return (values) => {
    const parts = names.map((name) => text(values[name]));
    return parts.includes(undefined) ? undefined : parts.join(separator);
  };
}

const named = joined('', 'name');

/** To make it once more is what AWS takes for the same again, and what Terraform calls its id imports nothing. */
const again: Rule = () => undefined;

/** Looked up before: where it is not there, its import fails and does not say which one it was. */
const lookedUp: Rule = () => undefined;

/**
 * By which id a type is imported, where that is not the id that Terraform tells when it has made one: the provider's
 * documentation of the type, under "Import". With a name that is taken AWS makes no second one, so those that have a
 * name of their own are found by it.
 */
const rules: Readonly<Record<string, Rule>> = {
  aws_autoscaling_group: named,
  aws_backup_selection: ({ plan_id }, id) => (text(plan_id) && id ? `${plan_id}|${id}` : undefined),
  aws_backup_vault: named,
  aws_cloudwatch_event_target: again,
  aws_cloudwatch_log_group: named,
  aws_cloudwatch_log_metric_filter: again,
  aws_db_instance: joined('', 'identifier'),
  aws_db_option_group: named,
  aws_db_parameter_group: named,
  aws_db_subnet_group: named,
  aws_default_security_group: again,
  aws_dynamodb_table: named,
  aws_iam_instance_profile: named,
  aws_iam_role: named,
  aws_iam_role_policy_attachment: again,
  aws_kms_alias: named,
  aws_lambda_function: joined('', 'function_name'),
  aws_lambda_permission: lookedUp,
  aws_network_acl_rule: joined(':', 'network_acl_id', 'rule_number', 'protocol', 'egress'),
  aws_route: (values, id) =>
    ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id']
      .map((name) => joined('_', 'route_table_id', name)(values, id))
      .find((found) => found !== undefined),
  aws_route_table_association: lookedUp,
  aws_s3_bucket: joined('', 'bucket'),
  // To make it once more would wait a minute once more.
  aws_s3_bucket_lifecycle_configuration: joined('', 'bucket'),
};

/**
 * The id by which a resource is imported that is planned to be made.
 * @param id that Terraform has told when it made it before; undefined where it did not come to that
 * @returns undefined where it is not known, or not yet
 */
export const importId = (type: string, values: Values, id: string | undefined): string | undefined =>
  (rules[type] ?? (() => id))(values, id);

/** True of a type that can be made once more without a second one being there. */
export const isMadeAgain = (type: string): boolean => rules[type] === again;
