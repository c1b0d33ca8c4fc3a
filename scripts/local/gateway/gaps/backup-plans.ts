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

interface Plan {
  readonly BackupPlanName: string;
  readonly Rules: readonly PlanRule[];
}

/** The plan of a request, and the rest of what it says. */
function planOf(request: GapRequest): { readonly plan: Plan; readonly more: object } {
  const { BackupPlan: plan, ...more } = jsonObject(request.body);
  const isPlan = typeof plan === 'object' && plan !== null && 'Rules' in plan && 'BackupPlanName' in plan;
  if (!isPlan || !Array.isArray(plan.Rules) || typeof plan.BackupPlanName !== 'string')
    throw refuse('BackupPlan has no BackupPlanName or no Rules');
  const checked = { ...plan, BackupPlanName: plan.BackupPlanName, Rules: plan.Rules };
  checkPlan(checked.Rules);
  return { plan: checked, more };
}

/** Plans that AWS would refuse, that are changed, and that are made again after one of the same name. */
export const backupPlans: Gap = {
  id: 'backup-plans',
  service: 'backup',
  operations: ['CreateBackupPlan', 'UpdateBackupPlan', 'GetBackupPlan', 'DeleteBackupPlan'],
  reason: 'takes a lifecycle that AWS refuses, never gives a name free, and UpdateBackupPlan is not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const plans = request.store.kind('backup-plan');
    const [id] = backupNames(request.path);
    const known: { readonly BackupPlan: Plan } | undefined = JSON.parse(plans.get(id) ?? 'null') ?? undefined;
    switch (request.operation) {
      case 'CreateBackupPlan':
        return createPlan(request, plans);
      case 'UpdateBackupPlan':
        if (!known) return request.forward({ method: 'GET', path: `/backup/plans/${id}/`, body: Buffer.alloc(0) });
        return updatePlan(request, plans, id);
      case 'DeleteBackupPlan':
        plans.delete(id);
        return request.forward();
      default: {
        const answer = await request.forward();
        return succeeded(answer) && known ? jsonAnswer({ ...jsonObject(answer.body), ...known }) : answer;
      }
    }
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

/** The emulator gets another name each time, and the plan its own back when it is read. */
async function createPlan(request: GapRequest, plans: Map<string, string>): Promise<LocalResponse> {
  const { plan, more } = planOf(request);
  const names = [...plans.values()].map((each) => (JSON.parse(each) as { BackupPlan: Plan }).BackupPlan.BackupPlanName);
  if (names.includes(plan.BackupPlanName))
    throw new AwsFault(400, 'AlreadyExistsException', 'Backup plan with the same plan document already exists');
  const renamed = { ...more, BackupPlan: { ...plan, BackupPlanName: randomUUID() } };
  const answer = await request.forward({ body: Buffer.from(JSON.stringify(renamed)) });
  if (succeeded(answer)) plans.set(String(jsonObject(answer.body).BackupPlanId), JSON.stringify({ BackupPlan: plan }));
  return answer;
}

async function updatePlan(request: GapRequest, plans: Map<string, string>, id: string): Promise<LocalResponse> {
  const found = await request.forward({ method: 'GET', path: `/backup/plans/${id}/`, body: Buffer.alloc(0) });
  if (!succeeded(found)) return found;
  const { BackupPlan: _, ...before } = jsonObject(found.body);
  const now = { BackupPlan: planOf(request).plan, VersionId: randomUUID() };
  plans.set(id, JSON.stringify(now));
  return jsonAnswer({ ...before, VersionId: now.VersionId });
}

interface Selections {
  readonly [id: string]: { readonly BackupSelection: unknown; readonly CreationDate: number };
}

/** What a plan backs up. */
export const backupSelections: Gap = {
  id: 'backup-selections',
  service: 'backup',
  operations: [
    'CreateBackupSelection',
    'GetBackupSelection',
    'ListBackupSelections',
    'DeleteBackupSelection',
    'DeleteBackupPlan',
  ],
  reason: 'selections are not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('backup-selections');
    const [plan, id] = backupNames(request.path);
    const selections: Selections = JSON.parse(kept.get(plan) ?? '{}');
    switch (request.operation) {
      case 'CreateBackupSelection':
        return createSelection(request, plan, kept);
      case 'GetBackupSelection': {
        const found = selections[id];
        if (!found) throw refuse(`Cannot find Backup selection with id ${id}`);
        return jsonAnswer({ BackupPlanId: plan, SelectionId: id, ...found });
      }
      case 'ListBackupSelections':
        return jsonAnswer({
          BackupSelectionsList: Object.keys(selections).map((each) => ({ BackupPlanId: plan, SelectionId: each })),
        });
      case 'DeleteBackupSelection': {
        const { [id]: _, ...others } = selections;
        kept.set(plan, JSON.stringify(others));
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

async function createSelection(request: GapRequest, plan: string, kept: Map<string, string>): Promise<LocalResponse> {
  const { BackupSelection } = jsonObject(request.body);
  const named = typeof BackupSelection === 'object' && BackupSelection !== null && 'SelectionName' in BackupSelection;
  if (!named || !/^[a-zA-Z0-9\-_.]{1,50}$/.test(String(BackupSelection.SelectionName)))
    throw refuse('SelectionName must be 1 to 50 letters, digits, - _ and .');
  const found = await request.forward({ method: 'GET', path: `/backup/plans/${plan}/`, body: Buffer.alloc(0) });
  if (!succeeded(found)) return found;
  const [SelectionId, CreationDate] = [randomUUID(), nowSecs()];
  // Read only now: another one may have been made meanwhile.
  const others: Selections = JSON.parse(kept.get(plan) ?? '{}');
  kept.set(plan, JSON.stringify({ ...others, [SelectionId]: { BackupSelection, CreationDate } }));
  return jsonAnswer({ BackupPlanId: plan, SelectionId, CreationDate });
}
