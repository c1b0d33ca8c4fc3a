import { editXml, succeeded } from '../answers';
import { AwsFault } from '../faults';
import type { Gap, GapRequest } from '../gap';
import type { LocalResponse } from '../messages';
import { buildXml, element, elements, parseXml, text, type XmlNode } from '../xml';
import { alarmsOfRule, withoutArn } from './cloudwatch-alarm-rule';
import { numbered } from './parameters';
import { expectSuccess, query, unique } from './probe';

const OWN = ['AlarmRule', 'ActionsSuppressor', 'ActionsSuppressorWaitPeriod', 'ActionsSuppressorExtensionPeriod'];
const MOST_CHARACTERS = 10_240;

const refuse = (message: string) => new AwsFault(400, 'ValidationError', message);

/** moto keeps a composite alarm among the others, without what makes it composite: that is kept here. */
export const cloudwatchCompositeAlarms: Gap = {
  id: 'cloudwatch-composite-alarms',
  service: 'monitoring',
  operations: ['PutCompositeAlarm', 'PutMetricAlarm', 'DescribeAlarms', 'DeleteAlarms'],
  reason: 'PutCompositeAlarm is not implemented, and so no alarm is kept from being deleted by one that names it',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('composite-alarm');
    const { operation, parameters } = request;
    if (operation === 'PutCompositeAlarm') return put(request);
    if (operation === 'DeleteAlarms') checkDependents(numbered(parameters, 'AlarmNames.member'), kept);
    const answer = await request.forward();
    if (operation === 'DescribeAlarms' && parameters.has('Action')) {
      return editXml(answer, (document) => sorted(document, numbered(parameters, 'AlarmTypes.member'), kept));
    }
    // A metric alarm of the same name takes its place.
    const gone =
      operation === 'DeleteAlarms' ? numbered(parameters, 'AlarmNames.member') : [parameters.get('AlarmName')];
    if (succeeded(answer)) for (const name of gone) kept.delete(name ?? '');
    return answer;
  },
  probe: async (endpoint) => {
    const cloudwatch = query(endpoint, 'monitoring');
    const [child, parent] = [unique('probe'), unique('probe')];
    expectSuccess(
      await cloudwatch('PutMetricAlarm', {
        AlarmName: child,
        Namespace: 'probe',
        MetricName: 'probe',
        Statistic: 'Sum',
        Period: '60',
        EvaluationPeriods: '1',
        Threshold: '1',
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    const put = await cloudwatch('PutCompositeAlarm', { AlarmName: parent, AlarmRule: `ALARM(${child})` });
    const deleted = await cloudwatch('DeleteAlarms', { 'AlarmNames.member.1': child });
    return put.status < 300 && deleted.status === 400 ? 'closed' : 'open';
  },
};

async function put(request: GapRequest): Promise<LocalResponse> {
  const { parameters, forward, store } = request;
  if (!parameters.has('Action')) {
    throw new AwsFault(501, 'NotImplemented', 'composite alarms are put by the query protocol only');
  }
  const rule = parameters.get('AlarmRule') ?? '';
  const alarms = rule.length > MOST_CHARACTERS ? undefined : alarmsOfRule(rule);
  if (!alarms) throw refuse(`AlarmRule is no rule of at most ${MOST_CHARACTERS} characters: ${rule}`);
  const suppressor = parameters.get('ActionsSuppressor');
  for (const period of suppressor ? OWN.slice(2) : []) {
    if (!/^\d+$/.test(parameters.get(period) ?? '')) throw refuse(`${period} is required with ActionsSuppressor`);
  }
  const missing = await missingAlarms(request, [...new Set(named(alarms, suppressor))]);
  if (missing.length > 0) {
    throw refuse(
      `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist.`,
    );
  }
  const changed = new URLSearchParams(parameters);
  changed.set('Action', 'PutMetricAlarm');
  const answer = await forward({ body: Buffer.from(changed.toString()) });
  if (!succeeded(answer)) return answer;
  const own = Object.fromEntries(OWN.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name)]] : [])));
  store.kind('composite-alarm').set(parameters.get('AlarmName') ?? '', JSON.stringify(own));
  return editXml(answer, (document) => buildXml({ PutCompositeAlarmResponse: document.PutMetricAlarmResponse ?? '' }));
}

/** The alarms that a composite one names: those of its rule, and what suppresses its actions. */
const named = (alarms: readonly string[], suppressor: string | null | undefined): readonly string[] =>
  suppressor ? [...alarms, withoutArn(suppressor)] : alarms;

/**
 * What AWS does where a composite alarm goes in the same request as those that it names is not documented: they go.
 * @throws AwsFault where one that stays names one of these
 */
export function checkDependents(names: readonly string[], composites: ReadonlyMap<string, string>): void {
  const staying = [...composites].filter(([name]) => !names.includes(name));
  const kept = staying.flatMap(([, own]) => {
    const { AlarmRule = '', ActionsSuppressor }: Record<string, string> = JSON.parse(own);
    return named(alarmsOfRule(AlarmRule) ?? [], ActionsSuppressor);
  });
  const needed = names.filter((name) => kept.includes(name));
  if (needed.length === 0) return;
  const them = needed.length > 1 ? 'them' : 'it';
  throw refuse(`Cannot delete ${needed.join(',')} as there are composite alarm(s) depending on ${them}.`);
}

/** The answer with each alarm under its kind, and of the kinds those that were asked for: metric alarms by default. */
function sorted(document: XmlNode, types: readonly string[], kept: Map<string, string>): string {
  const result = element(document, 'DescribeAlarmsResponse', 'DescribeAlarmsResult');
  if (!result) return buildXml(document);
  const alarms = elements(element(result, 'MetricAlarms'), 'member');
  const isComposite = (alarm: XmlNode) => kept.has(text(alarm, 'AlarmName') ?? '');
  const composite = alarms.filter(isComposite).map((alarm) => {
    const own: Record<string, string> = JSON.parse(kept.get(text(alarm, 'AlarmName') ?? '') ?? '{}');
    const { Dimensions, Metrics, ...common } = alarm;
    return { ...common, ...own };
  });
  const asked = (type: string) => types.includes(type) || (types.length === 0 && type === 'MetricAlarm');
  const metric = alarms.filter((alarm) => !isComposite(alarm));
  result.CompositeAlarms = { member: asked('CompositeAlarm') ? composite : [] };
  result.MetricAlarms = { member: asked('MetricAlarm') ? metric : [] };
  return buildXml(document);
}

async function missingAlarms({ forward }: GapRequest, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const form = new URLSearchParams({ Action: 'DescribeAlarms', Version: '2010-08-01' });
  for (const [index, name] of names.entries()) form.append(`AlarmNames.member.${index + 1}`, name);
  const answer = await forward({ body: Buffer.from(form.toString()) });
  if (!succeeded(answer)) throw new AwsFault(500, 'InternalServiceFault', answer.body.toString());
  const result = element(parseXml(answer.body.toString()), 'DescribeAlarmsResponse', 'DescribeAlarmsResult');
  const known = elements(element(result, 'MetricAlarms'), 'member').map((alarm) => text(alarm, 'AlarmName'));
  return names.filter((name) => !known.includes(name));
}
