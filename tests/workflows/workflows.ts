import { parse } from 'yaml';
import { files, read } from '../architecture/sources';

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly environment?: string;
  readonly steps?: readonly Step[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly secrets?: 'inherit' | Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: boolean;
  readonly 'timeout-minutes'?: number;
  readonly 'runs-on'?: string;
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const below = (folder: string) =>
  files().filter((file) => file.startsWith(`.github/${folder}/`) && /[.]ya?ml$/.test(file));

export const workflowFiles = below('workflows');
export const actionFiles = below('actions');

export const workflow = (file: string): Workflow => parse(read(file));

/** Every job, named by its file. */
export const jobs = workflowFiles.flatMap((file) =>
  Object.entries(workflow(file).jobs).map(([name, job]) => ({ name: `${file.split('/').at(-1)} ${name}`, job })),
);

const stepsOfAction = (file: string) => (parse(read(file)) as { runs: { steps: readonly Step[] } }).runs.steps;

/** Every step of the workflows and of our own actions. */
export const steps = [
  ...jobs.flatMap(({ name, job }) => (job.steps ?? []).map((step) => ({ where: name, step }))),
  ...actionFiles.flatMap((file) => stepsOfAction(file).map((step) => ({ where: file, step }))),
];

/** The steps of a job in their order, those of our own actions in the place of these. */
export const stepsOf = ({ steps: own = [] }: Job): readonly Step[] =>
  own.flatMap((step) => (step.uses?.startsWith('./') ? stepsOfAction(`${step.uses.slice(2)}/action.yml`) : step));
