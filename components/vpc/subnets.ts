/** The tiers of a VPC, from the most to the least exposed. */
export const tiers = ['public', 'private', 'isolated'] as const;
export type Tier = (typeof tiers)[number];

/** A part of the VPC's range, in the terms of Terraform's `cidrsubnet(range, newbits, netnum)`. */
export interface Block {
  /** How many bits its prefix is longer than the VPC's. */
  readonly newbits: number;
  /** Which of the parts of that size it is, from 0. */
  readonly netnum: number;
}

export interface SubnetLayout {
  readonly tiers: Readonly<Record<Tier, readonly Block[]>>;
  /** What is kept free, so that a zone can be added without moving a subnet. */
  readonly reserve: readonly Block[];
}

/**
 * Private subnets, where the machines are, take the first half of the range; public and isolated ones a quarter each.
 * Every tier is cut in four: a subnet for each zone, the rest in reserve. So a /16 gives private subnets of /19 and
 * public and isolated ones of /20, and going from two zones to three changes no subnet that is there.
 */
const areas: Readonly<Record<Tier, { readonly newbits: number; readonly first: number }>> = {
  private: { newbits: 3, first: 0 },
  public: { newbits: 4, first: 8 },
  isolated: { newbits: 4, first: 12 },
};
const slots = 4;

/** AWS takes VPCs of /16 to /28 and subnets of /16 to /28; the smallest subnets here are a sixteenth of the range. */
export const vpcPrefix = { longest: 24, shortest: 16 } as const;

/** How the range is split over the zones. @param zoneCount 2 or 3 */
export function subnetLayout(zoneCount: number): SubnetLayout {
  const cut = (tier: Tier) =>
    Array.from(
      { length: slots },
      (_, slot): Block => ({ newbits: areas[tier].newbits, netnum: areas[tier].first + slot }),
    );
  const used = (tier: Tier) => cut(tier).slice(0, zoneCount);
  return {
    tiers: { public: used('public'), private: used('private'), isolated: used('isolated') },
    reserve: tiers.flatMap((tier) => cut(tier).slice(zoneCount)),
  };
}
