import { invalidParameter, invalidRequest, SecretsFault } from '../faults';
import type { Input } from '../input';
import type { RotationRules, Secret } from '../model';
import { addVersion, attach, tokenLimits, versionWith } from '../versions';
import type { Operation } from './operation';

/** RotateSecret */
export const rotateSecret: Operation = async ({ input, vault, rotations }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  const token = input.text('ClientRequestToken', tokenLimits);
  const lambdaArn = input.optionalText('RotationLambdaARN', { max: 2048 }) ?? secret.rotation?.lambdaArn;
  const rules = rulesOf(input.structure('RotationRules')) ?? secret.rotation?.rules ?? {};
  const immediately = input.flag('RotateImmediately', true);
  if (lambdaArn === undefined) {
    throw invalidRequest('No Lambda rotation function ARN is associated with this secret.');
  }
  const problem = await rotations.invocable(lambdaArn);
  if (problem !== undefined) {
    throw new SecretsFault(
      'AccessDeniedException',
      `Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to ` +
        `the principal secretsmanager.amazonaws.com. (${problem})`,
    );
  }
  secret.rotation = { ...secret.rotation, enabled: true, lambdaArn, rules };
  const answer = { ARN: secret.arn, Name: secret.name };
  const pending = versionWith(secret, 'AWSPENDING');
  if (pending && !pending.stages.has('AWSCURRENT')) {
    if (pending.id === token) return { ...answer, VersionId: token };
    rotations.start(secret, pending.id);
    throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
  }
  if (secret.versions.get(token)?.stages.has('AWSCURRENT')) return { ...answer, VersionId: token };
  if (secret.versions.has(token)) {
    throw new SecretsFault('ResourceExistsException', `The version ${token} exists already.`);
  }
  const current = versionWith(secret, 'AWSCURRENT');
  const version = addVersion(secret, token, immediately ? undefined : current?.value, vault.now());
  attach(secret, 'AWSPENDING', version);
  if (immediately) rotations.start(secret, token);
  else rotations.test(secret, token);
  return { ...answer, VersionId: token };
};

/** CancelRotateSecret */
export const cancelRotateSecret: Operation = ({ input, vault, rotations }) => {
  const secret: Secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  rotations.cancel(secret);
  if (secret.rotation) secret.rotation.enabled = false;
  const pending = versionWith(secret, 'AWSPENDING')?.id;
  return { ARN: secret.arn, Name: secret.name, ...(pending === undefined ? {} : { VersionId: pending }) };
};

function rulesOf(input: Input | undefined): RotationRules | undefined {
  if (!input) return undefined;
  const days = input.number('AutomaticallyAfterDays');
  const schedule = input.optionalText('ScheduleExpression', { min: 1, max: 256 });
  const duration = input.optionalText('Duration', { min: 2, max: 3, pattern: /^[0-9]+h$/ });
  if (days !== undefined && schedule !== undefined) {
    throw invalidParameter("You can't specify both AutomaticallyAfterDays and ScheduleExpression.");
  }
  if (days !== undefined && (days < 1 || days > 1000)) {
    throw invalidParameter('AutomaticallyAfterDays is from 1 to 1000.');
  }
  if (schedule !== undefined && !/^(rate|cron)\(.+\)$/.test(schedule)) {
    throw invalidParameter('ScheduleExpression is rate(…) or cron(…).');
  }
  return {
    ...(days === undefined ? {} : { AutomaticallyAfterDays: days }),
    ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
    ...(duration === undefined ? {} : { Duration: duration }),
  };
}
