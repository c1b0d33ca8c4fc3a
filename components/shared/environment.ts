/** What a component knows of the environment that it becomes part of. */
export interface Environment {
  /** Short name, the suffix of every name in it: `dev`. */
  readonly name: string;
  /** Whether the rules that are for production alone apply. */
  readonly production: boolean;
  /** Prefix of every name, and the `Project` tag. */
  readonly project: string;
  /** The account that everything is in; 12 digits. */
  readonly accountId: string;
  /** AWS region, such as `us-west-2`. */
  readonly region: string;
  /** AWS partition, which begins every ARN: `aws`. */
  readonly partition: string;
  /**
   * The one opt-out from the guards: with it, Terraform may destroy what holds data, and deletion protection is off.
   */
  readonly allowDestroys: boolean;
}
