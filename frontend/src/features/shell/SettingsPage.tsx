import { Link } from '@tanstack/react-router';
import { Icon, type IconName } from '../../components/Icon';
import { Page } from '../../components/Page';
import { useRole } from '../../lib/gate';
import { say, type WordKey } from '../../lib/words';

/** The pages of the settings, and who has them. */
export const settings = [
  { to: '/settings/me', icon: 'person', word: 'me', roles: ['leader', 'admin', 'volunteer'] },
  { to: '/settings/access', icon: 'key', word: 'access', roles: ['leader'] },
  { to: '/settings/backups', icon: 'archive', word: 'backups', roles: ['leader', 'admin'] },
  { to: '/settings/audit', icon: 'history', word: 'audit', roles: ['leader'] },
] as const satisfies { to: string; icon: IconName; word: string; roles: string[] }[];

/** What can be set, for this person. */
export function SettingsPage() {
  const role = useRole();
  return (
    <Page title={say('shell.settings')}>
      <ul className="tiles">
        {settings
          .filter(({ roles }) => roles.some((each) => each === role))
          .map(({ to, icon, word }) => {
            const title: WordKey = `shell.settings.${word}`;
            const hint: WordKey = `shell.settings.${word}Hint`;
            return (
              <li key={to}>
                <Link to={to} className="tile">
                  <Icon name={icon} />
                  <span>
                    <b>{say(title)}</b>
                    <span className="second">{say(hint)}</span>
                  </span>
                </Link>
              </li>
            );
          })}
      </ul>
    </Page>
  );
}
