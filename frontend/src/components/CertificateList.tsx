import type { college } from '../../wailsjs/go/models';
import { say, sayAny } from '../lib/words';
import { Notice } from './Notice';

type Candidate = college.CertificateCandidate;

/** Who meets the run's rule. */
export const qualified = ({ candidates }: college.RunCertificates): Candidate[] =>
  candidates.filter((each) => each.qualifies);

/** Why no certificate of the run can be printed yet, in the words Go would refuse with; "" when one can. */
export function whyNoneYet(certificates: college.RunCertificates): string {
  const { unmarked, toCome } = certificates;
  if (unmarked > 0) return say('certificate.unmarked', { count: unmarked });
  if (toCome > 0) return say('certificate.toCome', { count: toCome });
  return qualified(certificates).length > 0 ? '' : say('certificate.nobody');
}

/** Who gets a certificate of a run, and who does not yet and why; with ticks, who of them shall have one now. */
export function CertificateList({
  certificates,
  ticks,
}: {
  certificates: college.RunCertificates;
  ticks?: { isTicked: (studentId: string) => boolean; onTick: (studentId: string) => void };
}) {
  const ready = qualified(certificates);
  const others = certificates.candidates.filter((each) => !each.qualifies);
  const narrowly = others.filter((each) => each.narrowly);
  const notYet = others.filter((each) => !each.narrowly);
  const why = whyNoneYet(certificates);
  const said = (each: Candidate) => (
    <span className="fact">
      {say('certificates.attended', {
        attended: each.attended,
        delivered: certificates.delivered,
      })}
      {each.issued && ` · ${say('certificates.issued', { number: each.issued.number })}`}
    </span>
  );
  return (
    <>
      {why && <Notice kind="info" title={why} />}
      {ready.length > 0 && <h2>{say('certificates.ready', { count: ready.length })}</h2>}
      {ready.length > 0 && (
        <ul className="people">
          {ready.map((each) => (
            <li key={each.studentId}>
              {ticks ? (
                <label className="ticked">
                  <input
                    type="checkbox"
                    checked={ticks.isTicked(each.studentId)}
                    onChange={() => ticks.onTick(each.studentId)}
                  />
                  <Name of={each} />
                </label>
              ) : (
                <Name of={each} />
              )}
              {said(each)}
            </li>
          ))}
        </ul>
      )}
      <NotYet title={say('certificates.narrowly', { count: narrowly.length })} those={narrowly} />
      <NotYet title={say('certificates.notYet', { count: notYet.length })} those={notYet} />
    </>
  );
}

/** People who do not get one yet, each with the reason. */
function NotYet({ title, those }: { title: string; those: Candidate[] }) {
  if (those.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul className="people">
        {those.map((each) => (
          <li key={each.studentId}>
            <Name of={each} />
            <span className="fact">{sayAny(each.whyKey, each.whyValues)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Name({ of }: { of: Candidate }) {
  return (
    <span>
      {of.name} <span className="fact">{of.studentNumber}</span>
    </span>
  );
}
