/** A certificate made for the demo tenant alone; its key was thrown away. Ends on 2036-11-23. */
const LAB_CERTIFICATE =
  'MIIBkzCCATmgAwIBAgIUfyAu4oT8kW47eEUsUZWXv6uYXfcwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUaWRwLmxhYi5leGFtcGxlLnRlc3QwHhcNMjYxMTI2MTk0MzIyWhcNMzYxMTIzMTk0MzIyWjAfMR0wGwYDVQQDDBRpZHAubGFiLmV4YW1wbGUudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBLyCiNU5IueeWJAgttJNp0Ke86utWJMNgDUtu+HeGrBb+GXvEw8GnOehcV6yyCi/iXugz24esPndGkiSGEMf5GjUzBRMB0GA1UdDgQWBBRy3qMaT6M35Oh3kZ5IrXfP1ujspTAfBgNVHSMEGDAWgBRy3qMaT6M35Oh3kZ5IrXfP1ujspTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQC/xjzk/u8v+K4DvBJqKSwROBzaLRT2Xb6GOTPV27IuTAIgHVsAvLhvta2tFcDlRef3Iq1fi31wB/9vaGqEc1o54zI=';

/** Identity providers as the API shows them. Secrets are masked: whether real ones are is unknown (tenant-api §3.7). */
export function firstIdentityProviders(): Record<string, unknown>[] {
  const mappers = {
    email: 'email',
    groups: 'GROUPS',
    uid: 'UID',
    gid: 'GID',
    supplementaryGroups: 'SUPPLEMENTARYGROUPS',
  };
  return [
    {
      alias: 'oidc',
      type: 'oidc',
      redirectUri: 'https://tenant.example.test/auth/realms/runai/broker/oidc/endpoint',
      oidcData: {
        clientId: 'runai-portal',
        clientSecret: '**********',
        discoverDocumentUrl: 'https://login.example.test/.well-known/openid-configuration',
        scopes: ['openid', 'email', 'groups'],
        mandatoryClaim: null,
      },
      mappers,
    },
    {
      alias: 'saml-lab',
      type: 'saml',
      redirectUri: 'https://tenant.example.test/auth/realms/runai/broker/saml-lab/endpoint',
      samlData: {
        signingCertificate: LAB_CERTIFICATE,
        singleSignOnServiceUrl: 'https://idp.lab.example.test/saml/sso',
        entityId: 'https://tenant.example.test/auth/realms/runai',
        serviceProviderMetadataUrl:
          'https://tenant.example.test/auth/realms/runai/broker/saml-lab/endpoint/descriptor',
      },
      mappers: { ...mappers, groups: 'memberOf' },
    },
  ];
}

/** Security settings by key. */
export function firstSecuritySettings(): Record<string, Record<string, unknown>> {
  return {
    autoRedirectSSO: { enabled: false, idpAlias: 'oidc' },
    browserSessionTimeout: { idleTimeout: 60 },
    logoutRedirectUri: { uri: null },
  };
}

/** Tenant settings as the API shows them; `value` is a boolean where the schema says string (tenant-api §3.9). */
export function firstTenantSettings(departmentsInUse: boolean): Record<string, unknown>[] {
  const row = (key: string, value: boolean, label: string, stage: string): Record<string, unknown> => ({
    key,
    value,
    active: true,
    category: 'General',
    description: label,
    label,
    source: 'Tenant',
    stage,
    type: 'Boolean',
  });
  return [
    row('department.use', departmentsInUse, 'Departments', 'GA'),
    row('tenant.login_with_sso', true, 'Sign-in with SSO', 'GA'),
    row('tenant.enable_custom_roles', true, 'Custom roles', 'Beta'),
  ];
}
