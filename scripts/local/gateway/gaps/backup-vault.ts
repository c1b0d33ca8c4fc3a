import { jsonAnswer, jsonObject, succeeded } from '../answers';
import { backupNames } from '../backup-operations';
import { AwsFault } from '../faults';
import type { Gap, GapRequest } from '../gap';
import type { LocalResponse } from '../messages';
import { expectSuccess, send, unique } from './probe';

const arnOf = ({ region, accountId }: GapRequest, vault: string) =>
  `arn:aws:backup:${region}:${accountId}:backup-vault:${vault}`;

const empty: LocalResponse = { status: 200, headers: { 'content-type': 'application/json' }, body: '' };

/** The vault of a request, which must be there. */
async function existingVault(request: GapRequest): Promise<string> {
  const [vault] = backupNames(request.path);
  const found = await request.forward({ method: 'GET', path: `/backup-vaults/${vault}`, body: Buffer.alloc(0) });
  if (succeeded(found)) return vault;
  throw new AwsFault(400, 'ResourceNotFoundException', `Backup vault ${vault} does not exist`);
}

const absent = (what: string, vault: string) =>
  new AwsFault(400, 'ResourceNotFoundException', `${what} of the backup vault ${vault} does not exist`);

/** A vault for a probe. */
async function probeVault(endpoint: URL): Promise<string> {
  const vault = unique('probe');
  expectSuccess(await send(endpoint, 'backup', 'PUT', `/backup-vaults/${vault}`, '{}'));
  return vault;
}

/** Deletes a vault, and what is kept of it. */
async function forgetting(request: GapRequest, kept: Map<string, string>, vault: string): Promise<LocalResponse> {
  const answer = await request.forward();
  if (succeeded(answer)) kept.delete(vault);
  return answer;
}

/** Whether a policy has a statement that denies everybody an action. */
function denies(policy: string | undefined, action: string): boolean {
  const { Statement = [] }: { Statement?: readonly Readonly<Record<string, unknown>>[] } = JSON.parse(policy ?? '{}');
  return Statement.some(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === 'Deny' && Principal === '*' && Condition === undefined && [Action].flat().includes(action),
  );
}

/** Who may do what with a vault; one whose policy forbids it is not deleted. */
export const backupVaultPolicy: Gap = {
  id: 'backup-vault-policy',
  service: 'backup',
  operations: [
    'PutBackupVaultAccessPolicy',
    'GetBackupVaultAccessPolicy',
    'DeleteBackupVaultAccessPolicy',
    'DeleteBackupVault',
  ],
  reason: 'policies of vaults are not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('vault-policy');
    const vault = await existingVault(request);
    const policy = kept.get(vault);
    switch (request.operation) {
      case 'PutBackupVaultAccessPolicy':
        kept.set(vault, checkedPolicy(jsonObject(request.body).Policy));
        return empty;
      case 'GetBackupVaultAccessPolicy':
        if (policy === undefined) throw absent('The policy', vault);
        return jsonAnswer({ BackupVaultName: vault, BackupVaultArn: arnOf(request, vault), Policy: policy });
      case 'DeleteBackupVaultAccessPolicy':
        kept.delete(vault);
        return empty;
      default:
        if (denies(policy, 'backup:DeleteBackupVault'))
          throw new AwsFault(
            403,
            'AccessDeniedException',
            `The policy of the backup vault ${vault} denies its deletion`,
          );
        return forgetting(request, kept, vault);
    }
  },
  probe: async (endpoint) => {
    const path = `/backup-vaults/${await probeVault(endpoint)}/access-policy`;
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const put = await send(endpoint, 'backup', 'PUT', path, JSON.stringify({ Policy }));
    const got = await send(endpoint, 'backup', 'GET', path);
    return put.status < 300 && got.body.includes('2012-10-17') ? 'closed' : 'open';
  },
};

function checkedPolicy(policy: unknown): string {
  const refuse = (why: string) => new AwsFault(400, 'InvalidParameterValueException', `The policy is ${why}`);
  if (typeof policy !== 'string') throw refuse('no text');
  try {
    JSON.parse(policy);
  } catch {
    throw refuse('no JSON');
  }
  return policy;
}

/** What the API takes; the others that it lists are told of no more. */
const events = [
  'BACKUP_JOB_COMPLETED',
  'BACKUP_JOB_STARTED',
  'COPY_JOB_FAILED',
  'COPY_JOB_STARTED',
  'COPY_JOB_SUCCESSFUL',
  'RECOVERY_POINT_MODIFIED',
  'RESTORE_JOB_COMPLETED',
  'RESTORE_JOB_STARTED',
  'S3_BACKUP_OBJECT_FAILED',
  'S3_RESTORE_OBJECT_FAILED',
];

/** Of what a vault tells a topic. */
export const backupVaultNotifications: Gap = {
  id: 'backup-vault-notifications',
  service: 'backup',
  operations: [
    'PutBackupVaultNotifications',
    'GetBackupVaultNotifications',
    'DeleteBackupVaultNotifications',
    'DeleteBackupVault',
  ],
  reason: 'notifications of vaults are not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('vault-notifications');
    const vault = await existingVault(request);
    if (request.operation === 'DeleteBackupVault') return forgetting(request, kept, vault);
    if (request.operation === 'PutBackupVaultNotifications') {
      const { BackupVaultEvents, SNSTopicArn } = jsonObject(request.body);
      const asked = Array.isArray(BackupVaultEvents) ? BackupVaultEvents : [];
      const unknown = asked.filter((event) => !events.includes(event));
      if (asked.length === 0 || unknown.length > 0 || typeof SNSTopicArn !== 'string')
        throw new AwsFault(400, 'InvalidParameterValueException', `SNSTopicArn or BackupVaultEvents: ${unknown}`);
      kept.set(vault, JSON.stringify({ BackupVaultEvents: asked, SNSTopicArn }));
      return empty;
    }
    const found = kept.get(vault);
    if (request.operation === 'DeleteBackupVaultNotifications') {
      kept.delete(vault);
      return empty;
    }
    if (found === undefined) throw absent('The notification configuration', vault);
    return jsonAnswer({ BackupVaultName: vault, BackupVaultArn: arnOf(request, vault), ...JSON.parse(found) });
  },
  probe: async (endpoint) => {
    const path = `/backup-vaults/${await probeVault(endpoint)}/notification-configuration`;
    const SNSTopicArn = 'arn:aws:sns:us-west-2:123456789012:probe';
    const body = JSON.stringify({ BackupVaultEvents: ['RESTORE_JOB_COMPLETED'], SNSTopicArn });
    const put = await send(endpoint, 'backup', 'PUT', path, body);
    const got = await send(endpoint, 'backup', 'GET', path);
    return put.status < 300 && got.body.includes(SNSTopicArn) ? 'closed' : 'open';
  },
};

/** What is in a vault: nothing, for no emulator runs backups. */
export const backupRecoveryPoints: Gap = {
  id: 'backup-recovery-points',
  service: 'backup',
  operations: ['ListRecoveryPointsByBackupVault'],
  reason: 'the recovery points of a vault cannot be listed, which a client does before it deletes one',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    await existingVault(request);
    return jsonAnswer({ RecoveryPoints: [] });
  },
  probe: async (endpoint) => {
    const path = `/backup-vaults/${await probeVault(endpoint)}/recovery-points/`;
    const reply = await send(endpoint, 'backup', 'GET', path);
    return reply.status < 300 && reply.body.includes('RecoveryPoints') ? 'closed' : 'open';
  },
};
