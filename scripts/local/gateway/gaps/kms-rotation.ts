import { jsonAnswer, jsonObject, succeeded } from '../answers';
import { AwsFault } from '../faults';
import type { Gap } from '../gap';
import { target } from './probe';

const DEFAULT_DAYS = 365;
const DAY_MS = 24 * 3600_000;

/** Days between rotations: https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
function checkPeriod(days: unknown): number {
  if (days === undefined) return DEFAULT_DAYS;
  if (typeof days === 'number' && Number.isInteger(days) && days >= 90 && days <= 2560) return days;
  throw new AwsFault(400, 'ValidationException', `RotationPeriodInDays: ${days} is not between 90 and 2560`);
}

export const kmsRotation: Gap = {
  id: 'kms-rotation-period',
  service: 'kms',
  operations: ['EnableKeyRotation', 'DisableKeyRotation', 'GetKeyRotationStatus'],
  reason: 'rotation has no period: RotationPeriodInDays is dropped and the status does not tell it',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ operation, body, forward, store }) => {
    const { KeyId, RotationPeriodInDays } = jsonObject(body);
    const key = String(KeyId).replace(/^arn:.*:key\//, '');
    const periods = store.kind('kms-rotation');
    const days = operation === 'EnableKeyRotation' ? checkPeriod(RotationPeriodInDays) : undefined;
    const answer = await forward();
    if (!succeeded(answer)) return answer;
    if (days !== undefined) periods.set(key, JSON.stringify({ days, since: Date.now() }));
    if (operation === 'DisableKeyRotation') periods.delete(key);
    const status = operation === 'GetKeyRotationStatus' ? jsonObject(answer.body) : {};
    const kept = periods.get(key);
    if (!status.KeyRotationEnabled || !kept) return answer;
    const { days: period, since }: { days: number; since: number } = JSON.parse(kept);
    const next = (since + period * DAY_MS) / 1000;
    return jsonAnswer({ ...status, KeyId: key, RotationPeriodInDays: period, NextRotationDate: next });
  },
  probe: async (endpoint) => {
    const kms = target(endpoint, 'kms', 'TrentService');
    const { KeyMetadata } = await kms<{ KeyMetadata: { KeyId: string } }>('CreateKey', {});
    const { KeyId } = KeyMetadata;
    await kms('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    const status = await kms<{ RotationPeriodInDays?: number }>('GetKeyRotationStatus', { KeyId });
    return status.RotationPeriodInDays === 90 ? 'closed' : 'open';
  },
};
