import type { Input } from '../input';
import type { Vault } from '../model';
import type { Rotations } from '../rotations';

export interface Call {
  readonly input: Input;
  readonly vault: Vault;
  /** The same account in another region. */
  readonly elsewhere: (region: string) => Vault;
  readonly rotations: Rotations;
}

/** Takes a request, answers with the response's members or throws a SecretsFault. */
export type Operation = (call: Call) => object | Promise<object>;
