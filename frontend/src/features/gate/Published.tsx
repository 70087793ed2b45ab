import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { say, sayAny } from '../../lib/words';

/** The passphrases of the sample college, which everybody may know. */
export function Published({
  passphrases,
  onUse,
}: {
  passphrases: app.GatePassphrase[];
  onUse: (passphrase: app.GatePassphrase) => void;
}) {
  return (
    <section className="card" aria-label={say('gate.published')}>
      <h2>{say('gate.published')}</h2>
      <p className="summary">{say('gate.publishedHow')}</p>
      <table className="published" aria-label={say('gate.published')}>
        <thead className="unseen">
          <tr>
            <th scope="col">{say('gate.name')}</th>
            <th scope="col">{say('gate.passphrase')}</th>
            <th scope="col">{say('gate.use')}</th>
          </tr>
        </thead>
        <tbody>
          {passphrases.map((each) => (
            <tr key={each.name}>
              <th scope="row">
                {each.name}
                <span className="second">{sayAny(`access.role.${each.role}`)}</span>
              </th>
              <td>{each.passphrase}</td>
              <td>
                <Button
                  small
                  label={say('gate.useNamed', { name: each.name })}
                  onClick={() => onUse(each)}
                >
                  {say('gate.use')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
