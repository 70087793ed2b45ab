import type { college } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { say, sayAny } from '../../lib/words';
import { useCertificates } from './queries';

type Props = { runId: string; onPrint: (count: number) => void; onClose: () => void };

/** Who gets a certificate of this run, who does not yet and why; then the printing. */
export function CertificatesDialog(props: Props) {
  return (
    <Dialog title={say('certificates.title')} opened wide onClose={props.onClose}>
      <Certificates {...props} />
    </Dialog>
  );
}

function Certificates({ runId, onPrint, onClose }: Props) {
  const certificates = useCertificates(runId, true);
  if (certificates.error) return <Refused sentence={certificates.error.sentence} />;
  if (!certificates.data) return <Waiting />;
  const { candidates, delivered } = certificates.data;
  const ready = candidates.filter((each) => each.qualifies);
  const others = candidates.filter((each) => !each.qualifies);
  const count = ready.length;
  const why = whyNot(certificates.data);

  return (
    <>
      {why && <Notice kind="info" title={why} />}
      {count > 0 && <h2>{say('certificates.ready', { count })}</h2>}
      {count > 0 && (
        <ul className="people">
          {ready.map((each) => (
            <li key={each.studentId}>
              <Name of={each} />
              <span className="fact">
                {say('certificates.attended', { attended: each.attended, delivered })}
                {each.issued && ` · ${say('certificates.issued', { number: each.issued.number })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <>
          <h2>{say('certificates.notYet', { count: others.length })}</h2>
          <ul className="people">
            {others.map((each) => (
              <li key={each.studentId}>
                <Name of={each} />
                <span className="fact">{sayAny(each.whyKey, each.whyValues)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="actions foot">
        <Button
          kind="main"
          icon="print"
          disabled={why !== ''}
          onClick={() => {
            onPrint(count);
            onClose();
          }}
        >
          {count === 0 ? say('certificates.printNone') : say('certificates.print', { count })}
        </Button>
        <Button onClick={onClose}>{say('shell.close')}</Button>
      </div>
    </>
  );
}

/** Why no certificate of the run can be printed yet, in the words Go would refuse with; "" when one can. */
function whyNot({ unmarked, toCome, candidates }: college.RunCertificates): string {
  if (unmarked > 0) return say('certificate.unmarked', { count: unmarked });
  if (toCome > 0) return say('certificate.toCome', { count: toCome });
  return candidates.some((each) => each.qualifies) ? '' : say('certificate.nobody');
}

function Name({ of }: { of: college.CertificateCandidate }) {
  return (
    <span>
      {of.name} <span className="fact">{of.studentNumber}</span>
    </span>
  );
}
