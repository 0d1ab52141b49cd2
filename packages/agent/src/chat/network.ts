import { Failure } from "./failure.ts";

const WAYS: Readonly<Record<string, readonly [said: string, way: string]>> = {
  ECONNREFUSED: ["connection refused", "is the server running?"],
  ECONNRESET: ["the connection was reset", "see the server's log"],
  EPIPE: ["the connection was closed", "see the server's log"],
  ENOTFOUND: ["there is no such host", "check the address"],
  EAI_AGAIN: ["the host's name cannot be looked up", "check the address and this machine's network"],
  ETIMEDOUT: ["no connection came about in time", "check the address and the firewalls on the way"],
  EHOSTUNREACH: ["the host cannot be reached", "check the address and this machine's network"],
  ENETUNREACH: ["the network cannot be reached", "check this machine's network"],
  EPROTO: ["it does not speak TLS", "try the address with http:// instead of https://"],
};

/** Not worth another try: these stay as they are. */
const LASTING = /^(?:EPROTO|ERR_INVALID|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

/** What Node said about a connection that did not come about. */
export function networkFailure(error: unknown): Failure {
  const code = codeOf(error);
  const known = WAYS[code];
  const [said, way] = known ?? [messageOf(error), lastingWay(code)];
  const passes = !LASTING.test(code);
  return new Failure("did not answer", { said, way, passes, elsewhere: true });
}

function lastingWay(code: string): string {
  return /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|ERR_TLS)/.test(code)
    ? "its certificate is not trusted; name its authority in NODE_EXTRA_CA_CERTS"
    : "check the address and this machine's network";
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Node adds advice after a semicolon; ours follows. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(";")[0] as string;
}
