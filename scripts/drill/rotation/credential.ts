/** The value of a database's secret, as AWS shapes it. */
export interface Credential {
  readonly engine: string;
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
  readonly password: string;
}
