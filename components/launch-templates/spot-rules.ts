import type { Rule } from '../shared/rules';
import { hibernates, inGroup, isSpot, mixes, type TemplateInputs, terms } from './template-terms';

const { input, and, implies, is, matches, not, oneOf, or } = terms;

/** Reserved capacity, and Spot Instances. */
export const spotRules: readonly Rule<TemplateInputs>[] = [
  {
    id: 'LaunchTemplateCapacityReservation',
    holds: matches(input('capacityReservation'), /^(open|none|cr-[0-9a-f]{8}([0-9a-f]{9})?)$/),
    says: 'capacity_reservation must be open, none or the id of a reservation',
    fix: 'write it like cr-0123456789abcdef0, or set it to open',
    meets: ['Amazon EC2 API CapacityReservationSpecification'],
  },
  {
    id: 'LaunchTemplateSpotReservation',
    holds: not(and(isSpot, matches(input('capacityReservation'), /^cr-/))),
    says: 'a Spot Instance must not ask for a capacity reservation: AWS runs only On-Demand Instances in one',
    fix: 'set capacity_reservation to open, or spot to false',
    meets: ['Amazon EC2 User Guide: On-Demand Capacity Reservations'],
  },
  {
    id: 'LaunchTemplateSpotMaxPrice',
    holds: matches(input('spotMaxPrice'), /^([0-9]{1,4}([.][0-9]{1,6})?)?$/),
    says: 'the highest price of a Spot Instance must be USD an hour, or empty',
    fix: 'write it like 0.0125, or clear it, which is what AWS advises',
    meets: ['Amazon EC2 API SpotMarketOptions: MaxPrice'],
  },
  {
    id: 'LaunchTemplateSpotRequestType',
    holds: oneOf(input('spotRequestType'), ['one-time', 'persistent']),
    says: 'spot_request_type must be one-time or persistent',
    fix: 'choose one of them',
    meets: ['Amazon EC2 API SpotMarketOptions: SpotInstanceType'],
  },
  {
    id: 'LaunchTemplateSpotInterruption',
    holds: and(
      oneOf(input('spotInterruption'), ['terminate', 'stop', 'hibernate']),
      or(is(input('spotInterruption'), 'terminate'), not(is(input('spotRequestType'), 'one-time'))),
    ),
    says: 'a Spot Instance that is stopped or hibernated when it is interrupted must be asked for persistently: AWS only terminates one-time ones',
    fix: 'set spot_request_type to persistent, or spot_interruption to terminate',
    meets: ['Amazon EC2 API SpotMarketOptions: InstanceInterruptionBehavior'],
  },
  {
    id: 'LaunchTemplateSpotHibernation',
    holds: implies(and(isSpot, hibernates), is(input('spotInterruption'), 'hibernate')),
    says: 'a Spot Instance with hibernation must hibernate when it is interrupted: AWS refuses hibernation with any other behaviour',
    fix: 'set spot_interruption to hibernate and spot_request_type to persistent, or hibernation to false',
    meets: ['Amazon EC2 API HibernationOptionsRequest: Configured'],
  },
  {
    id: 'LaunchTemplateSpotGroup',
    holds: not(and(isSpot, inGroup, is(input('spotRequestType'), 'persistent'))),
    says: 'a group must ask for Spot Instances one time: it replaces them itself, and AWS refuses persistent requests in it',
    fix: 'set spot_request_type to one-time and spot_interruption to terminate',
    meets: ['Amazon EC2 Auto Scaling User Guide: request Spot Instances'],
  },
  {
    id: 'LaunchTemplateSpotMixed',
    holds: not(and(isSpot, mixes)),
    says: 'a template that asks for Spot Instances must not be in a group that mixes: AWS refuses the two together with «Incompatible launch template»',
    fix: 'set spot to false, and on_demand_percentage to what is to be On-Demand',
    meets: ['Amazon EC2 Auto Scaling API MixedInstancesPolicy'],
  },
];
