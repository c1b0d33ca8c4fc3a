/** A refusal, by the name that AWS gives it. */
export class SecretsFault extends Error {
  constructor(
    readonly type: FaultType,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return this.type === 'InternalServiceError' ? 500 : 400;
  }
}

export type FaultType =
  | 'AccessDeniedException'
  | 'InternalServiceError'
  | 'InvalidNextTokenException'
  | 'InvalidParameterException'
  | 'InvalidRequestException'
  | 'LimitExceededException'
  | 'MalformedPolicyDocumentException'
  | 'PublicPolicyException'
  | 'ResourceExistsException'
  | 'ResourceNotFoundException'
  | 'UnknownOperationException'
  | 'ValidationException';

export const invalidParameter = (message: string) => new SecretsFault('InvalidParameterException', message);
export const invalidRequest = (message: string) => new SecretsFault('InvalidRequestException', message);
export const notFound = (message = "Secrets Manager can't find the specified secret.") =>
  new SecretsFault('ResourceNotFoundException', message);
