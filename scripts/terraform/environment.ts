/** What would change what a call does without a word: arguments, values of settings, another state, another folder. */
const foreign = /^TF_(CLI_ARGS(_.*)?|VAR_.*|WORKSPACE|DATA_DIR)$/;

/**
 * The variables of every call of Terraform, besides this process's own: what it does follows from the call and from the
 * synthesized JSON, and from nothing that happens to be in somebody's environment.
 */
export const terraformEnvironment = (
  own: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => foreign.test(name))
      .map((name) => [name, undefined]),
  ),
  CHECKPOINT_DISABLE: '1',
  TF_IN_AUTOMATION: '1',
  ...own,
});
