// Runs a bundle as Lambda's runtime does: asks for the next event, calls the handler, answers, without end.
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
const { handler } = await import(process.env.TEST_BUNDLE);

for (;;) {
  const next = await fetch(`${api}/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const event = await next.json();
  try {
    await handler(event, { awsRequestId: id, functionName: 'rotate-db-secret', memoryLimitInMB: '256' });
    await fetch(`${api}/${id}/response`, { method: 'POST', body: 'null' });
  } catch (error) {
    const fault = { errorType: error.name, errorMessage: error.message };
    // The runtime writes everything that it can see of an error to the log.
    console.error(JSON.stringify({ ...fault, ...error, stack: error.stack }));
    await fetch(`${api}/${id}/error`, { method: 'POST', body: JSON.stringify(fault) });
  }
}
