import { randomUUID } from 'node:crypto';
import { jsonAnswer, jsonObject, succeeded } from '../answers';
import { backupNames } from '../backup-operations';
import { AwsFault } from '../faults';
import type { Gap, GapRequest } from '../gap';
import type { LocalResponse } from '../messages';
import { expectSuccess, send, unique } from './probe';

const refuse = (message: string) => new AwsFault(400, 'InvalidParameterValueException', message);
const nowSecs = () => Math.floor(Date.now() / 1000);

interface Lifecycle {
  readonly DeleteAfterDays?: number;
  readonly MoveToColdStorageAfterDays?: number;
}
interface PlanRule {
  readonly RuleName?: string;
  readonly Lifecycle?: Lifecycle;
  readonly StartWindowMinutes?: number;
  readonly CompletionWindowMinutes?: number;
  readonly CopyActions?: readonly { readonly Lifecycle?: Lifecycle }[];
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
export function checkPlan(rules: readonly PlanRule[]): void {
  for (const { RuleName, Lifecycle, CopyActions = [], StartWindowMinutes, CompletionWindowMinutes } of rules) {
    for (const each of [Lifecycle, ...CopyActions.map((copy) => copy.Lifecycle)]) {
      const { DeleteAfterDays, MoveToColdStorageAfterDays } = each ?? {};
      if (MoveToColdStorageAfterDays === undefined || DeleteAfterDays === undefined) continue;
      if (DeleteAfterDays < MoveToColdStorageAfterDays + 90)
        throw refuse(
          `Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays (rule ${RuleName})`,
        );
    }
    if (StartWindowMinutes !== undefined && StartWindowMinutes < 60)
      throw refuse(`Invalid StartWindowMinutes, minimum is 60: ${StartWindowMinutes} (rule ${RuleName})`);
    if (CompletionWindowMinutes !== undefined && CompletionWindowMinutes < (StartWindowMinutes ?? 480) + 60)
      throw refuse(`CompletionWindowMinutes must be at least 60 minutes greater than StartWindowMinutes`);
  }
}

/** The plan of a request: JSON as AWS Backup takes it. */
function planOf(request: GapRequest): { readonly Rules: readonly PlanRule[] } {
  const { BackupPlan } = jsonObject(request.body);
  if (
    typeof BackupPlan !== 'object' ||
    BackupPlan === null ||
    !('Rules' in BackupPlan) ||
    !Array.isArray(BackupPlan.Rules)
  )
    throw refuse('BackupPlan has no Rules');
  return { ...BackupPlan, Rules: BackupPlan.Rules };
}

/** Plans that AWS would refuse, and that are changed. */
export const backupPlans: Gap = {
  id: 'backup-plans',
  service: 'backup',
  operations: ['CreateBackupPlan', 'UpdateBackupPlan', 'GetBackupPlan'],
  reason: 'takes a lifecycle that AWS refuses, and UpdateBackupPlan is not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const changed = request.store.kind('backup-plan');
    const [id] = backupNames(request.path);
    if (request.operation === 'CreateBackupPlan') {
      checkPlan(planOf(request).Rules);
      return request.forward();
    }
    const found = await request.forward({ method: 'GET', path: `/backup/plans/${id}/`, body: Buffer.alloc(0) });
    if (!succeeded(found)) return found;
    const before: object = { ...jsonObject(found.body), ...JSON.parse(changed.get(id) ?? '{}') };
    if (request.operation === 'GetBackupPlan') return jsonAnswer(before);
    const BackupPlan = planOf(request);
    checkPlan(BackupPlan.Rules);
    const now = { BackupPlan, VersionId: randomUUID() };
    changed.set(id, JSON.stringify(now));
    return jsonAnswer({ ...before, ...now, BackupPlan: undefined });
  },
  probe: async (endpoint) => {
    const rule = (Lifecycle: Lifecycle) => ({ RuleName: 'probe', TargetBackupVaultName: 'probe', Lifecycle });
    const body = (lifecycle: Lifecycle) =>
      JSON.stringify({ BackupPlan: { BackupPlanName: unique('probe'), Rules: [rule(lifecycle)] } });
    const illegal = body({ DeleteAfterDays: 30, MoveToColdStorageAfterDays: 7 });
    const taken = await send(endpoint, 'backup', 'PUT', '/backup/plans/', illegal);
    return taken.status < 300 ? 'open' : 'closed';
  },
};

interface Selections {
  readonly [id: string]: { readonly BackupSelection: unknown; readonly CreationDate: number };
}

/** What a plan backs up. */
export const backupSelections: Gap = {
  id: 'backup-selections',
  service: 'backup',
  operations: ['CreateBackupSelection', 'GetBackupSelection', 'DeleteBackupSelection', 'DeleteBackupPlan'],
  reason: 'selections are not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('backup-selections');
    const [plan, id] = backupNames(request.path);
    const selections: Selections = JSON.parse(kept.get(plan) ?? '{}');
    const keep = (changed: Selections) => kept.set(plan, JSON.stringify(changed));
    switch (request.operation) {
      case 'CreateBackupSelection':
        return create(request, plan, (made, selection) => keep({ ...selections, [made]: selection }));
      case 'GetBackupSelection': {
        const found = selections[id];
        if (!found) throw refuse(`Cannot find Backup selection with id ${id}`);
        return jsonAnswer({ BackupPlanId: plan, SelectionId: id, ...found });
      }
      case 'DeleteBackupSelection': {
        const { [id]: _, ...others } = selections;
        keep(others);
        return { status: 204, headers: {}, body: '' };
      }
      default:
        if (Object.keys(selections).length > 0)
          throw new AwsFault(
            400,
            'InvalidRequestException',
            'Related backup plan selections must be deleted prior to backup plan deletion',
          );
        return request.forward();
    }
  },
  probe: async (endpoint) => {
    const rules = [{ RuleName: 'probe', TargetBackupVaultName: 'probe' }];
    const plan = JSON.stringify({ BackupPlan: { BackupPlanName: unique('probe'), Rules: rules } });
    const created = expectSuccess(await send(endpoint, 'backup', 'PUT', '/backup/plans/', plan));
    const { BackupPlanId }: { BackupPlanId: string } = JSON.parse(created);
    const BackupSelection = {
      SelectionName: 'probe',
      IamRoleArn: 'arn:aws:iam::123456789012:role/probe',
      Resources: ['*'],
    };
    const body = JSON.stringify({ BackupSelection });
    const reply = await send(endpoint, 'backup', 'PUT', `/backup/plans/${BackupPlanId}/selections/`, body);
    return reply.status < 300 && reply.body.includes('SelectionId') ? 'closed' : 'open';
  },
};

async function create(
  request: GapRequest,
  plan: string,
  keep: (id: string, selection: Selections[string]) => void,
): Promise<LocalResponse> {
  const { BackupSelection } = jsonObject(request.body);
  const named = typeof BackupSelection === 'object' && BackupSelection !== null && 'SelectionName' in BackupSelection;
  if (!named || !/^[a-zA-Z0-9\-_.]{1,50}$/.test(String(BackupSelection.SelectionName)))
    throw refuse('SelectionName must be 1 to 50 letters, digits, - _ and .');
  const found = await request.forward({ method: 'GET', path: `/backup/plans/${plan}/`, body: Buffer.alloc(0) });
  if (!succeeded(found)) return found;
  const [SelectionId, CreationDate] = [randomUUID(), nowSecs()];
  keep(SelectionId, { BackupSelection, CreationDate });
  return jsonAnswer({ BackupPlanId: plan, SelectionId, CreationDate });
}
