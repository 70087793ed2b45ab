import type { college } from '../../../wailsjs/go/models';
import { Notice } from '../../components/Notice';
import { plainDate } from '../../lib/dates';
import { number, say } from '../../lib/words';

type Answer = college.CertificateCheck;

/** What is known of a certificate, in words, and what it was issued for. */
export function CheckAnswer({ answer, nameGiven }: { answer: Answer; nameGiven: boolean }) {
  if (!answer.known) {
    return (
      <Notice kind="warn" title={say('print.check.unknown')}>
        <p>{say('print.check.unknownHint')}</p>
      </Notice>
    );
  }
  const { kind, title } = verdict(answer, nameGiven);
  const facts = [
    { head: say('print.check.number'), text: answer.number },
    { head: say('print.check.issued'), text: plainDate(answer.issuedOn) },
    { head: say('print.check.onIt'), text: answer.name },
    { head: say('print.check.course'), text: answer.course },
    {
      head: say('print.check.for'),
      text:
        answer.sessions > 0
          ? say('print.check.sessions', {
              count: answer.sessions,
              hours: number(answer.minutes / 60),
            })
          : '',
    },
  ].filter(({ text }) => text);
  return (
    <Notice kind={kind} title={title}>
      {answer.voidedOn && answer.voidedReason && (
        <p>{say('print.check.reason', { reason: answer.voidedReason })}</p>
      )}
      {answer.erased && <p>{say('print.check.erased')}</p>}
      <dl className="told">
        {facts.map(({ head, text }) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}

function verdict(
  answer: Answer,
  nameGiven: boolean,
): { kind: 'ok' | 'warn' | 'info'; title: string } {
  if (answer.voidedOn) {
    const date = plainDate(answer.voidedOn);
    return { kind: 'warn', title: say('print.check.isVoid', { date }) };
  }
  if (answer.agrees) return { kind: 'ok', title: say('print.check.agrees') };
  if (answer.erased && !nameGiven) return { kind: 'info', title: say('print.check.needsName') };
  const differs = nameGiven ? 'print.check.nameDiffers' : 'print.check.differs';
  return { kind: 'warn', title: say(differs) };
}
