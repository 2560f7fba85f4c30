/** Whether a system error code (Node's) says that a certificate was there and not good. */
export const isCertificateTrouble = (code: string) =>
  /^(CERT_|ERR_TLS_|DEPTH_ZERO|ERROR_IN_CERT|HOSTNAME_|INVALID_(CA|PURPOSE)|PATH_LENGTH|SELF_SIGNED|UNABLE_TO_)/.test(
    code,
  );
