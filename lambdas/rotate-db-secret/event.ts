import { RotationRefused } from './errors';

/** The four steps, in the order in which Secrets Manager asks for them. */
export const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type Step = (typeof steps)[number];

/** What Secrets Manager invokes the function with. */
export interface RotationEvent {
  readonly Step: Step;
  /** ARN of the secret. */
  readonly SecretId: string;
  /** Id of the version that this rotation makes. */
  readonly ClientRequestToken: string;
  /** Proves to PutSecretValue that the caller acts for this rotation; needed where the secret is another account's. */
  readonly RotationToken?: string;
}

/** Checks an invocation's payload; anything but a rotation event is refused with what was found. */
export function parseEvent(payload: unknown): RotationEvent {
  if (typeof payload !== 'object' || payload === null) {
    throw new RotationRefused(`The event is ${payload === null ? 'null' : typeof payload}, not a rotation event.`);
  }
  const step = text(payload, 'Step');
  const known = steps.find((name) => name === step);
  if (!known) throw new RotationRefused(`Unknown step "${step}". Known are ${steps.join(', ')}.`);
  const rotationToken = 'RotationToken' in payload ? payload.RotationToken : undefined;
  return {
    Step: known,
    SecretId: text(payload, 'SecretId'),
    ClientRequestToken: text(payload, 'ClientRequestToken'),
    ...(typeof rotationToken === 'string' && rotationToken !== '' ? { RotationToken: rotationToken } : {}),
  };
}

function text(payload: object, name: string): string {
  const value: unknown = Object.entries(payload).find(([key]) => key === name)?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw new RotationRefused(`The event has no "${name}". Only Secrets Manager calls this function, as its rotation.`);
}
