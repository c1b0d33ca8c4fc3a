import { succeeded } from '../answers';
import { AwsFault } from '../faults';
import type { GapRequest } from '../gap';
import type { LocalResponse } from '../messages';
import { s3Names } from '../operation';

/** The bucket that a request is about, which must exist. */
export async function existingBucket(request: GapRequest): Promise<string> {
  const [bucket] = s3Names(request.path);
  await requireBucket(request, bucket);
  return bucket;
}

/** Asks the emulator for a bucket and returns its region; throws what AWS answers for one that is not there. */
export async function requireBucket(
  { forward }: GapRequest,
  bucket: string,
  fault = new AwsFault(404, 'NoSuchBucket', 'The specified bucket does not exist'),
): Promise<string | undefined> {
  const answer = await forward({ method: 'HEAD', path: `/${bucket}`, body: Buffer.alloc(0) });
  if (answer.status === 404) throw fault;
  if (!succeeded(answer))
    throw new AwsFault(answer.status, 'AccessDenied', `HeadBucket of ${bucket}: ${answer.status}`);
  return answer.headers['x-amz-bucket-region'];
}

/** Deletes a bucket and, once it is gone, what is kept about it. */
export async function deleteBucket(request: GapRequest, kept: Map<string, string>): Promise<LocalResponse> {
  const answer = await request.forward();
  if (succeeded(answer)) kept.delete(s3Names(request.path)[0]);
  return answer;
}
