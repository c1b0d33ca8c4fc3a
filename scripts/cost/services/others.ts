import { type Calculator, charge } from '../charge';
import { prices } from '../prices/table';

/** The key and its requests; the first two yearly rotations add a dollar each, which is not foreseen here. */
const key: Calculator = function* (_, assume) {
  yield charge('KMS', 'key', 1, prices.key);
  yield charge('KMS', 'requests', assume('key_requests') / 1e4, prices.keyRequests);
};

/** A copy in another region is a secret of its own. */
const secret: Calculator = function* (resource, assume) {
  yield charge('Secrets Manager', 'secret and copies', 1 + resource.length('replica'), prices.secret);
  yield charge('Secrets Manager', 'requests', assume('secret_requests') / 1e4, prices.secretRequests);
};

/** Lambda's own memory, in MB, where nothing is said. */
const USUAL_MEMORY = 128;

const lambda: Calculator = function* (resource, assume) {
  const calls = assume('lambda_calls');
  yield charge('Lambda', 'calls', calls / 1e6, prices.lambdaRequests);
  const arm = resource.texts('architectures').includes('arm64');
  const seconds = calls * (assume('lambda_ms') / 1000) * (resource.number('memory_size', USUAL_MEMORY) / 1024);
  yield charge('Lambda', 'duration', seconds, arm ? prices.lambdaArmSecond : prices.lambdaX86Second);
};

const bucket: Calculator = function* (_, assume) {
  yield charge('S3', 'storage', assume('bucket_gb'), prices.bucketStorage);
  yield charge('S3', 'writes', assume('bucket_writes') / 1000, prices.bucketWrites);
  yield charge('S3', 'reads', assume('bucket_reads') / 1000, prices.bucketReads);
};

const topic: Calculator = function* (_, assume) {
  yield charge('SNS', 'messages', assume('topic_messages') / 1e6, prices.topicRequests);
};

/** Emails cost; what goes to a function or a queue does not. */
const subscription: Calculator = function* (resource, assume) {
  if (resource.text('protocol').startsWith('email'))
    yield charge('SNS', 'emails', assume('topic_messages') / 1e5, prices.topicEmails);
};

/** What its recovery points take, and those that it copies to another vault, for which the region is left. */
const backupPlan: Calculator = function* (resource, assume) {
  const rules = resource.blocks('rule');
  yield charge('AWS Backup', 'warm storage', assume('backup_gb'), prices.backupWarm);
  if (rules.some((rule) => rule.blocks('lifecycle').some((lifecycle) => lifecycle.has('cold_storage_after'))))
    yield charge('AWS Backup', 'cold storage', assume('backup_cold_gb'), prices.backupCold);
  const vaults = new Set(
    rules.flatMap((rule) => rule.blocks('copy_action')).map((copy) => copy.written('destination_vault_arn')),
  );
  if (vaults.size === 0) return;
  const copied = vaults.size * assume('backup_copied_gb');
  yield charge('AWS Backup', 'copies, sent', copied, prices.backupCopyTransfer);
  yield charge('AWS Backup', 'copies, warm storage', vaults.size * assume('backup_gb'), prices.backupWarm);
};

export const others: Readonly<Record<string, Calculator>> = {
  aws_backup_plan: backupPlan,
  aws_kms_key: key,
  aws_kms_replica_key: key,
  aws_lambda_function: lambda,
  aws_s3_bucket: bucket,
  aws_secretsmanager_secret: secret,
  aws_sns_topic: topic,
  aws_sns_topic_subscription: subscription,
};
