import type { ReactNode } from 'react';
import type { ProviderView, SignOnView } from '../../../src-shared/ipc/sign-on-contract.ts';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './settings.module.css';

/** What is known of how people sign in, with what the rules say of it (V47, V48). */
export function SignOnFacts(props: { readonly view: SignOnView }): ReactNode {
  const { switchedOn, providers, providersWhyNot, sessions, liveWhyNot, removal, whyNotHere } = props.view;
  return (
    <>
      {switchedOn !== null && <Row label="Switched">{switchedOn ? 'on' : 'off'}</Row>}
      {providersWhyNot !== null && <Row label="Providers">{providersWhyNot}</Row>}
      {providersWhyNot === null && providers.length === 0 && (
        <Row label="Providers">none: everybody is a local user</Row>
      )}
      {providers.map((provider) => (
        <Provider key={provider.alias} provider={provider} />
      ))}
      {sessions !== null && (
        <>
          <Row label="Sent there at once">{sessions.redirectsTo ?? 'no, people choose'}</Row>
          <Row label="Signed out after">
            {sessions.idleMinutes === null ? 'not told' : `${sessions.idleMinutes} minutes without use`}
          </Row>
        </>
      )}
      {liveWhyNot !== null && <Row label="Sessions">{`Only the tenant can tell. ${liveWhyNot}`}</Row>}
      {removal.length > 0 && (
        <>
          <p className={classes.text}>Before an identity provider is removed:</p>
          <FindingList findings={removal} />
        </>
      )}
      <p className={classes.text}>{whyNotHere}</p>
    </>
  );
}

const typeWords: Readonly<Record<string, string>> = {
  saml: 'SAML 2.0',
  oidc: 'OpenID Connect',
  'openshift-v4': 'OpenShift v4',
};

function Provider(props: { readonly provider: ProviderView }): ReactNode {
  const { alias, type, source, certificateEnds, mappers, findings } = props.provider;
  return (
    <>
      <Row label={alias}>
        {typeWords[type] ?? type}
        {source !== null && (
          <>
            {' · '}
            <SuspiciousText text={source} />
          </>
        )}
        {certificateEnds !== null &&
          ` · certificate ${certificateEnds === 'unreadable' ? 'cannot be read' : `until ${certificateEnds.slice(0, 10)}`}`}
        {mappers.length > 0 && (
          <div className={classes.text}>
            <SuspiciousText
              text={mappers.map(({ what, attribute }) => `${what} = ${attribute}`).join(', ')}
            />
          </div>
        )}
      </Row>
      <FindingList findings={findings} />
    </>
  );
}

function Row(props: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes.fact}>
      <span className={classes.label}>
        <SuspiciousText text={props.label} />
      </span>
      <span>{props.children}</span>
    </div>
  );
}
