import { CertificateList, qualified } from '../../components/CertificateList';
import { Refused, Waiting } from '../../components/Notice';
import { say } from '../../lib/words';
import { useCertificates } from './queries';

/** Who gets a certificate of the run; whoever qualifies may be left out this time. */
export function Recipients({
  run,
  people,
  onChange,
}: {
  run: string;
  /** Those ticked; null is all who qualify. */
  people: string[] | null;
  onChange: (people: string[] | null) => void;
}) {
  const certificates = useCertificates(run);
  if (certificates.error) return <Refused sentence={certificates.error.sentence} />;
  if (!certificates.data) return <Waiting />;
  const all = qualified(certificates.data).map((each) => each.studentId);
  const ticked = people ?? all;
  const tick = (studentId: string) => {
    const now = all.filter((id) => (id === studentId) !== ticked.includes(id));
    onChange(now.length === all.length ? null : now);
  };
  return (
    <fieldset className="recipients">
      <legend className="unseen">{say('print.recipients')}</legend>
      <CertificateList
        certificates={certificates.data}
        ticks={{ isTicked: (id) => ticked.includes(id), onTick: tick }}
      />
      <p role="status" className="summary">
        {people?.length === 0 && say('print.tickSomebody')}
      </p>
    </fieldset>
  );
}
