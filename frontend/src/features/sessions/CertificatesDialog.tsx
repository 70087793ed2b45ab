import { Button } from '../../components/Button';
import { CertificateList, qualified, whyNoneYet } from '../../components/CertificateList';
import { Dialog } from '../../components/Dialog';
import { Refused, Waiting } from '../../components/Notice';
import { say } from '../../lib/words';
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
  const count = qualified(certificates.data).length;

  return (
    <>
      <CertificateList certificates={certificates.data} />
      <div className="actions foot">
        <Button
          kind="main"
          icon="print"
          disabled={whyNoneYet(certificates.data) !== ''}
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
