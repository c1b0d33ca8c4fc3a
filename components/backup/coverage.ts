import type { IConstruct } from 'constructs';
import { backupChoiceOf, backupTagKey } from '../shared/backup-tag';
import { describeFault, type RuleText } from '../shared/rules';

/** What is held of all that an environment is made of, in whichever layer. */
export const backupCoverageRules = {
  selected: {
    id: 'BackupSelected',
    checked: 'synthesis',
    says: 'what holds data must be in the plan of its environment, or be left out with a reason',
    fix: 'mark it with markForBackup of the kit, and see that the environment has a plan (enable_backup_vault); or say why it need not be backed up: { without: … }',
    meets: ['AWS Well-Architected REL09-BP01', 'Security Hub DynamoDB.4', 'Security Hub RDS.26'],
  },
  reason: {
    id: 'BackupReason',
    checked: 'synthesis',
    says: 'what is left out of backups must have a reason that somebody can judge',
    fix: 'say in a few words why nobody would miss it, or how it comes back',
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;

interface DataType {
  /** The attribute that makes it a copy of another one, which is the one to back up. */
  readonly copyOf?: string;
  /** It may hold what is of no further use: only one of which a component has said that it holds data counts. */
  readonly onlyWhereSaid?: boolean;
}

/**
 * Terraform types that hold data and that AWS Backup takes. Machines are not among them: what they are made from is
 * in templates, and what they keep is on volumes.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
 */
const dataTypes: Readonly<Record<string, DataType>> = {
  aws_db_instance: { copyOf: 'replicateSourceDb' },
  aws_docdb_cluster: {},
  aws_dynamodb_table: {},
  aws_ebs_volume: {},
  aws_efs_file_system: {},
  aws_fsx_lustre_file_system: {},
  aws_fsx_ontap_volume: {},
  aws_fsx_openzfs_volume: {},
  aws_fsx_windows_file_system: {},
  aws_neptune_cluster: { copyOf: 'replicationSourceIdentifier' },
  aws_rds_cluster: { copyOf: 'replicationSourceIdentifier' },
  aws_redshift_cluster: {},
  aws_s3_bucket: { onlyWhereSaid: true },
  aws_timestreamwrite_table: {},
};

const typeOf = (node: IConstruct): unknown => Reflect.get(node, 'terraformResourceType');
const input = (node: IConstruct, attribute: string): unknown => Reflect.get(node, `${attribute}Input`);

/** Whether a resource holds data of its own. */
function holdsData(node: IConstruct): boolean {
  const type = dataTypes[String(typeOf(node))];
  if (!type || (type.onlyWhereSaid && backupChoiceOf(node) === undefined)) return false;
  return type.copyOf === undefined || input(node, type.copyOf) === undefined;
}

/** The value of one key, where there is an object that has it. */
const valueAt = (given: unknown, key: string): unknown =>
  typeof given === 'object' && given !== null ? Reflect.get(given, key) : undefined;

/** The values of the tag that the plans in a tree select by. */
function selectedTags(nodes: readonly IConstruct[]): ReadonlySet<unknown> {
  const selections = nodes.filter((node) => typeOf(node) === 'aws_backup_selection');
  const tags = selections.flatMap((node): readonly unknown[] => {
    const given = input(node, 'selectionTag');
    return Array.isArray(given) ? given : [];
  });
  return new Set(tags.filter((tag) => valueAt(tag, 'key') === backupTagKey).map((tag) => valueAt(tag, 'value')));
}

/**
 * Every resource below `root` that holds data and that no plan below it selects, each as a fault. Call it with all
 * stacks of the environments: their plan is in one of them.
 */
export function unselectedData(root: IConstruct): readonly string[] {
  const nodes = root.node.findAll();
  const selected = selectedTags(nodes);
  return nodes.filter(holdsData).flatMap((node) => {
    const choice = backupChoiceOf(node);
    if (choice !== undefined && choice !== 'selected')
      return choice.without.trim().length > 0
        ? []
        : [fault(node, 'reason', `without = ${JSON.stringify(choice.without)}`)];
    const value = valueAt(input(node, 'tags'), backupTagKey);
    if (value !== undefined && selected.has(value)) return [];
    const tag =
      value === undefined ? `no tag ${backupTagKey}` : `the tag ${backupTagKey} = ${value}, which no plan selects`;
    return [fault(node, 'selected', `${typeOf(node)} with ${tag}`)];
  });
}

function fault(node: IConstruct, rule: keyof typeof backupCoverageRules, found: string): string {
  return describeFault(node.node.path, backupCoverageRules[rule], found);
}
