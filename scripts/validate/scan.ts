import { suppressions as ours } from '../../policies/suppressions';
import type { Suppression } from '../../policies/suppressions/suppression';
import { failed, type Outcome, passed, type Report } from '../shared/checks';
import { counted } from '../shared/counted';
import { dayOf, type Finding, judge, type Scanned } from './suppressions';

export interface ScanOptions {
  /** Findings that we live with. @default those of policies/suppressions */
  readonly suppressions?: readonly Suppression[];
  /** The day for which they are judged. @default today, UTC */
  readonly today?: string;
  /** Told what is done first where it takes long. */
  readonly report?: Report;
}

const wayOut = 'mend what is found in its component, or give it a reason in policies/suppressions';

const describe = ({ check, stack, address, message }: Finding) => `${stack}: ${address}\n${check}: ${message}`;

/** What a scan has found, held against the suppressions: a finding is mended, or has a reason and an end date. */
export function scanOutcome(scanned: Scanned, options: ScanOptions = {}): Outcome {
  const { suppressions = ours, today = dayOf(new Date()) } = options;
  const { open, suppressed, faults } = judge(scanned, suppressions, today);
  if (open.length + faults.length > 0)
    return failed([...open.map(describe), ...faults], open.length > 0 ? wayOut : undefined);
  return passed(`${counted(scanned.stacks.length, 'stack')}, ${counted(suppressed, 'finding')} with a reason`);
}
