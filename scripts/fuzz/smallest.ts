import type { Candidate } from './attempt';

/** A configuration without whatever can be left out of it while `holds` is true of the rest. */
export async function smallest(
  candidate: Candidate,
  holds: (smaller: Candidate) => Promise<boolean>,
): Promise<Candidate> {
  let least = candidate;
  for (const key of Object.keys(candidate.variables)) {
    const { [key]: _, ...variables } = least.variables;
    if (await holds({ ...least, variables })) least = { ...least, variables };
  }
  for (const change of candidate.changes) {
    const changes = least.changes.filter((each) => each !== change);
    if (await holds({ ...least, changes })) least = { ...least, changes };
  }
  return least;
}
