import type { RuleText } from '../shared/rules';
import type { TemplateProps } from './props';
import { launchTemplatesDataRules as texts } from './rules';
import type { UserData } from './user-data';

/** A rule of `launchTemplatesDataRules` that is broken, and what was found. */
export interface DataFault {
  readonly rule: RuleText;
  readonly found: string;
}

/** What AWS takes, in bytes before it is encoded. */
const maximumUserData = 16384;

/** Faults of a template as it is written. */
export function templateFaults(name: string, props: TemplateProps, script: UserData): DataFault[] {
  const bytes = Buffer.byteLength(script.text);
  return [
    ...(/^[a-z][a-z0-9-]{0,19}$/.test(name) ? [] : [{ rule: texts.name, found: JSON.stringify(name) }]),
    ...script.faults.map((found) => ({ rule: texts.userData, found })),
    ...(bytes > maximumUserData ? [{ rule: texts.userDataSize, found: `${bytes} bytes` }] : []),
    ...volumeFaults(props.dataVolumes ?? []),
    ...logFaults(props.logFiles ?? []),
  ];
}

const volumeFaults = (volumes: NonNullable<TemplateProps['dataVolumes']>): DataFault[] =>
  volumes
    .filter(
      ({ deviceName, sizeGib }, place) =>
        !/^\/dev\/sd[f-p]$/.test(deviceName) ||
        !(Number.isInteger(sizeGib) && sizeGib >= 1 && sizeGib <= 16384) ||
        volumes.findIndex((other) => other.deviceName === deviceName) < place,
    )
    .map(({ deviceName, sizeGib }) => ({
      rule: texts.dataVolumes,
      found: `${JSON.stringify(deviceName)} of ${sizeGib} GiB`,
    }));

const logFaults = (files: NonNullable<TemplateProps['logFiles']>): DataFault[] =>
  files
    .filter(
      ({ path, name }, place) =>
        !/^\/[^\0\n]{0,4000}$/.test(path) ||
        !/^[A-Za-z0-9_-]{1,100}$/.test(name) ||
        name === 'first-start' ||
        files.findIndex((other) => other.name === name) < place,
    )
    .map(({ path, name }) => ({ rule: texts.logFiles, found: `${JSON.stringify(path)} as ${JSON.stringify(name)}` }));
