import { lambda, type Offer, offer } from '../shared/metrics';

export const functionOffer = (name: string, functionName: string): Offer =>
  offer(lambda, {
    subject: name,
    dimensions: { FunctionName: functionName },
    logGroups: [`/aws/lambda/${functionName}`],
  });
