import { randomUUID } from 'node:crypto';
import { AwsFault } from '../faults';
import { element, elements, text, type XmlNode } from '../xml';

const actions = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
];
/** Storage classes in the order in which objects may move down, with the days they must have been kept before. */
const classes: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  INTELLIGENT_TIERING: 0,
  ONEZONE_IA: 30,
  GLACIER_IR: 0,
  GLACIER: 0,
  DEEP_ARCHIVE: 0,
};
const infrequent = ['STANDARD_IA', 'ONEZONE_IA'];

const invalid = (message: string) => new AwsFault(400, 'InvalidArgument', message);
const malformed = (message: string) =>
  new AwsFault(400, 'MalformedXML', `The XML you provided did not validate against our published schema: ${message}`);

/**
 * The rules of a lifecycle configuration, with an id each, held to what S3 documents:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function checkedRules(document: XmlNode): XmlNode[] {
  const rules = elements(element(document, 'LifecycleConfiguration'), 'Rule');
  if (rules.length === 0 || rules.length > 1000) throw malformed(`${rules.length} rules, of 1 to 1000`);
  const ids = new Set<string>();
  return rules.map((rule) => {
    const id = text(rule, 'ID') || randomUUID();
    if (id.length > 255) throw invalid('ID length should not exceed allowed limit of 255');
    if (ids.has(id)) throw invalid('Rule ID must be unique. Found same ID for more than one rule');
    ids.add(id);
    check(rule);
    return { ...rule, ID: id };
  });
}

function check(rule: XmlNode): void {
  const status = text(rule, 'Status');
  if (status !== 'Enabled' && status !== 'Disabled') throw malformed(`Status ${status}`);
  if (rule.Filter === undefined && rule.Prefix === undefined) throw malformed('neither Filter nor Prefix');
  if (rule.Filter !== undefined && rule.Prefix !== undefined) throw malformed('both Filter and Prefix');
  if (!actions.some((action) => rule[action] !== undefined)) {
    throw new AwsFault(400, 'InvalidRequest', 'At least one action needs to be specified in a rule');
  }
  checkExpiration(rule);
  const moves = elements(rule, 'Transition').map((move) => moveOf(move, 'Days'));
  const later = elements(rule, 'NoncurrentVersionTransition').map((move) => moveOf(move, 'NoncurrentDays'));
  checkOrder(moves, days(element(rule, 'Expiration'), 'Days'));
  checkOrder(later, days(element(rule, 'NoncurrentVersionExpiration'), 'NoncurrentDays'));
  days(element(rule, 'NoncurrentVersionExpiration'), 'NewerNoncurrentVersions');
  days(element(rule, 'AbortIncompleteMultipartUpload'), 'DaysAfterInitiation');
}

function checkExpiration(rule: XmlNode): void {
  const expiration = element(rule, 'Expiration');
  if (!expiration) return;
  const kinds = ['Days', 'Date', 'ExpiredObjectDeleteMarker'].filter((kind) => expiration[kind] !== undefined);
  if (kinds.length !== 1) throw malformed(`Expiration has ${kinds.length} of Days, Date, ExpiredObjectDeleteMarker`);
  const tagged = element(rule, 'Filter', 'Tag') ?? element(rule, 'Filter', 'And', 'Tag');
  if (tagged && kinds[0] === 'ExpiredObjectDeleteMarker') {
    throw invalid('ExpiredObjectDeleteMarker cannot be specified with Tags');
  }
}

interface Move {
  readonly days: number;
  readonly storageClass: string;
}

function moveOf(move: XmlNode, unit: 'Days' | 'NoncurrentDays'): Move {
  const storageClass = text(move, 'StorageClass') ?? '';
  const least = classes[storageClass];
  if (least === undefined) throw malformed(`StorageClass ${storageClass}`);
  const after = days(move, unit, 0) ?? 0;
  if (move.Date === undefined && after < least) {
    throw invalid(
      `'${unit}' in Transition action must be greater than or equal to ${least} for storageClass '${storageClass}'`,
    );
  }
  return { days: after, storageClass };
}

/** Down the classes only, 30 days in an infrequent-access one, and expiry last. */
function checkOrder(moves: readonly Move[], expiration: number | undefined): void {
  const order = Object.keys(classes);
  const sorted = [...moves].sort((one, other) => order.indexOf(one.storageClass) - order.indexOf(other.storageClass));
  for (const [index, next] of sorted.entries()) {
    const before = sorted[index - 1];
    const least = before && before.days + (infrequent.includes(before.storageClass) ? 30 : 1);
    if (least !== undefined && next.days < least) {
      throw invalid(
        `'Days' in the Transition action for StorageClass '${next.storageClass}' must be at least ${least}, for '${before?.storageClass}' comes before it`,
      );
    }
    if (expiration !== undefined && expiration <= next.days) {
      throw invalid("'Days' in the Expiration action must be greater than 'Days' in the Transition action");
    }
  }
}

/** A count in days or versions, which is positive where it is there. */
function days(parent: XmlNode | undefined, name: string, least = 1): number | undefined {
  const value = text(parent, name);
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value) && Number(value) >= least) return Number(value);
  throw invalid(`'${name}' must be an integer of at least ${least}, found ${value}`);
}
